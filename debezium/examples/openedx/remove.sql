-- Takes away what oncemark.sql made. Stop the connector before, and drop its account:
-- DROP USER oncemark_debezium.

DROP TABLE IF EXISTS oncemark_block;
