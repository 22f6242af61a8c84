-- Gives the roles that oncemark.sql made their passwords, from the container's environment. Run by psql.
\getenv lms_password ONCEMARK_LMS_PASSWORD
\getenv debezium_password ONCEMARK_DEBEZIUM_PASSWORD
\getenv sink_password ONCEMARK_SINK_PASSWORD
\getenv api_password ONCEMARK_API_PASSWORD
ALTER ROLE lms PASSWORD :'lms_password';
ALTER ROLE oncemark_debezium PASSWORD :'debezium_password';
ALTER ROLE oncemark_sink PASSWORD :'sink_password';
ALTER ROLE oncemark_api PASSWORD :'api_password';
