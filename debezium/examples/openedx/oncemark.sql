-- What the connector needs, to be run once by an administrator in the platform's database. The server must write a
-- binlog with whole rows: log_bin, binlog_format = ROW, binlog_row_image = FULL. The account is Debezium's: CREATE USER
-- 'oncemark_debezium'@'%' IDENTIFIED BY '…'.

-- The blocks that a learner has to complete. No table of the platform has them: README.md says who fills this one.
CREATE TABLE IF NOT EXISTS oncemark_block (
    course_id varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    block_key varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    required  tinyint(1) NOT NULL DEFAULT 1,
    position  int NOT NULL DEFAULT 0,
    PRIMARY KEY (course_id, block_key)
);

GRANT SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT, LOCK TABLES ON *.* TO oncemark_debezium;
