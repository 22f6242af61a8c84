-- Gives the roles that oncemark.sql made their passwords, from the container's environment. Run by psql.
\getenv debezium_password ONCEMARK_DEBEZIUM_PASSWORD
ALTER ROLE oncemark_debezium PASSWORD :'debezium_password';
