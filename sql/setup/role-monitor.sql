-- Who may see how the pipeline does: the rows of other users in the system views.
CREATE ROLE pipeline_monitor;
