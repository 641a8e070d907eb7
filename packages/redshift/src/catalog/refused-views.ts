import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";

/** What the data is served by: a workgroup of Redshift Serverless, or a cluster. */
export type Profile = "serverless" | "provisioned";

/** Views of a cluster: https://docs.aws.amazon.com/redshift/latest/dg/c_types-of-system-tables-and-views.html */
const OF_CLUSTERS: ReadonlySet<string> = new Set(
  `stl_aggr stl_alert_event_log stl_analyze stl_analyze_compression stl_bcast stl_commit_stats stl_connection_log stl_ddltext
  stl_delete stl_disk_full_diag stl_dist stl_error stl_explain stl_file_scan stl_hash stl_hashjoin stl_insert stl_limit
  stl_loaderror_detail stl_load_commits stl_load_errors stl_merge stl_mergejoin stl_mv_state stl_nestloop stl_parse stl_plan_info
  stl_project stl_query stl_querytext stl_query_metrics stl_replacements stl_restarted_sessions stl_return stl_s3client
  stl_s3client_error stl_save stl_scan stl_schema_quota_violations stl_sessions stl_sort stl_sshclient_error stl_stream_segs
  stl_tr_conflict stl_undone stl_unique stl_unload_log stl_usage_control stl_userlog stl_utilitytext stl_vacuum stl_window
  stl_wlm_error stl_wlm_query stl_wlm_rule_action stv_active_cursors stv_blocklist stv_cursor_configuration stv_db_isolation_level
  stv_exec_state stv_inflight stv_load_state stv_locks stv_ml_model_info stv_mv_deps stv_mv_info stv_node_storage_capacity
  stv_partitions stv_query_metrics stv_recents stv_sessions stv_slices stv_startup_recovery_state stv_tbl_perm stv_tbl_trans
  stv_wlm_classification_config stv_wlm_qmr_config stv_wlm_query_queue_state stv_wlm_query_state stv_wlm_query_task_state
  stv_wlm_service_class_config stv_wlm_service_class_state svcs_alert_event_log svcs_compile svcs_concurrency_scaling_usage
  svcs_explain svcs_plan_info svcs_query_summary svcs_s3list svcs_s3log svcs_s3partition_summary svcs_s3query_summary
  svcs_stream_segs svcs_unload_log svl_auto_worker_action svl_compile svl_datashare_change_log svl_datashare_cross_region_usage
  svl_datashare_usage_consumer svl_datashare_usage_producer svl_federated_query svl_multi_statement_violations svl_mv_refresh_status
  svl_qerror svl_qlog svl_query_metrics svl_query_metrics_summary svl_query_queue_info svl_query_report svl_query_summary svl_s3list
  svl_s3log svl_s3partition svl_s3partition_summary svl_s3query svl_s3query_summary svl_s3retries svl_spatial_simplify
  svl_spectrum_scan_error svl_statementtext svl_stored_proc_call svl_stored_proc_messages svl_terminate svl_udf_log svl_user_info
  svl_vacuum_percentage`.split(/\s+/),
);

/** System views and catalog tables Redshift has and this one has not. */
const NOT_DONE: ReadonlySet<string> = new Set(
  `pg_aggregate pg_am pg_amop pg_amproc pg_attribute_info pg_cast pg_class_info pg_constraint pg_conversion
  pg_depend pg_indexes pg_language pg_library pg_listener pg_locks pg_opclass pg_operator pg_proc pg_proc_info pg_rewrite pg_rules
  pg_settings pg_shadow pg_stat_activity pg_statistic pg_statistic_indicator pg_stats pg_tablespace pg_trigger svv_active_cursors
  svv_alter_table_recommendations svv_attached_masking_policy svv_copy_job_integrations svv_datashare_consumers
  svv_datashare_objects svv_datashare_privileges svv_datashares svv_diskusage svv_external_columns svv_external_databases
  svv_external_partitions svv_external_tables svv_function_privileges svv_iam_privileges svv_identity_providers svv_integration
  svv_integration_table_state svv_interleaved_columns svv_language_privileges svv_masking_policy svv_ml_model_info
  svv_ml_model_privileges svv_query_inflight svv_query_state svv_redshift_functions svv_rls_applied_policy svv_rls_attached_policy
  svv_rls_policy svv_rls_relation svv_schema_quota_state svv_sem_usage svv_sem_usage_leader svv_transactions svv_vacuum_progress
  svv_vacuum_summary sys_analyze_compression_history sys_analyze_history sys_applied_masking_policy_log sys_auto_table_optimization
  sys_connection_log sys_copy_job sys_copy_job_detail sys_copy_job_info sys_copy_replacements sys_datashare_change_log
  sys_datashare_cross_region_usage sys_datashare_usage_consumer sys_datashare_usage_producer sys_external_query_detail
  sys_external_query_error sys_extra_compute_for_automatic_optimization sys_integration_activity sys_integration_table_activity
  sys_integration_table_state_change sys_load_detail sys_load_error_detail sys_load_history sys_mv_state sys_procedure_call
  sys_procedure_messages sys_query_detail sys_query_explain sys_query_history sys_query_text sys_restore_log sys_restore_state
  sys_schema_quota_violations sys_session_history sys_spatial_simplify sys_transaction_history sys_udf_log
  sys_undo_log sys_unload_detail sys_unload_history sys_userlog sys_vacuum_history`.split(/\s+/),
);

/**
 * Refuses a system view that is not to be read. Serverless denies those of clusters, in the words reported at
 * https://github.com/mage-ai/mage-ai/issues/2754 ; see https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-monitoring.html
 * @param exists this Redshift has it @throws {SqlError} 42501 or {NotSupportedSql}
 */
export function refuseSystemView(name: string, profile: Profile, exists: boolean): void {
  if (OF_CLUSTERS.has(name) && profile === "serverless")
    throw new SqlError("42501", `permission denied for relation ${name}`);
  if (!exists && (OF_CLUSTERS.has(name) || NOT_DONE.has(name)))
    throw new NotSupportedSql(`The system view ${name.toUpperCase()}`);
}
