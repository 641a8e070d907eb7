-- Which of what set-up makes is in this database? It shows every table to everyone, unless metadata security is on.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_TABLES.html
SELECT table_name
FROM svv_tables
WHERE table_schema = 'public'
ORDER BY table_name;
