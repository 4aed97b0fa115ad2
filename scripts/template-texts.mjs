/**
 * What the neutral templates don't say: the sentence a manager reads when an automated check fails, guidance, descriptions,
 * and which evidence a sample's metrics belong to. Read by templates.mjs, and goes with it.
 */
const fiveGates = {
  /** Top-level key of metrics → the evidence it is attached as. */
  metrics: {
    tests: 'ev_test_report',
    pipeline: 'ev_pipeline_check',
    api: 'ev_integration_report',
    output_pipeline: 'ev_integration_report',
    infra: 'ev_infra_health',
    registry: 'ev_infra_health',
    ops: 'ev_ops_check',
    live: 'ev_live_24h',
    week: 'ev_live_week',
  },
  subject: ['model_name', 'model_version'],
  messages: {
    g1_technical_acceptance:
      'Stopped: only {metrics.tests.acceptance_passed} of {metrics.tests.acceptance_total} acceptance criteria are met on the final test suite.',
    g1_technical_representative:
      'Stopped: the test data do not look like production (population stability index {metrics.tests.psi}, limit 0.10). The results may not hold live.',
    g1_technical_category:
      'Stopped: at least one critical category misses its own threshold, by {metrics.tests.min_category_margin}.',
    g1_technical_fairness:
      'Stopped: results differ between groups by {metrics.tests.max_group_gap}; the limit is 0.05.',
    g1_technical_robust:
      'Stopped: the model passes only {floor(metrics.tests.robustness_pass_rate * 1000 + 0.5) / 10} % of edge cases and adversarial inputs; 95 % are needed.',
    g1_technical_safety:
      'Stopped: safety tests found {metrics.tests.safety_violations} harmful or dangerous outputs. None is allowed.',
    g1_technical_registry:
      'Stopped: this version is not tagged in the model registry, so nobody could tell later what was approved.',
    g1_technical_infra: 'Stopped: the production infrastructure is not reported healthy.',
    g1_technical_schema:
      'Stopped: production and staging do not agree on {metrics.pipeline.fields_mismatched} of {metrics.pipeline.fields_compared} fields ({metrics.pipeline.mismatched_fields}). The model would read wholesale quantities as retail quantities.',
    g1_technical_output:
      'Stopped: {metrics.output_pipeline.contract_tests_failed} contract tests with downstream systems fail. They would receive results they cannot read.',
    g1_technical_scaling:
      'Stopped: tested for {metrics.infra.load_tested_rps} requests per second, but {form.expected_load_rps} are expected at peak.',
    g1_technical_rollback:
      'Stopped: the rollback drill has not passed, so a bad release could not be taken back quickly.',
    g1_technical_endpoints:
      'Stopped: {metrics.api.endpoints_unreachable} endpoints cannot be reached from the systems that use them.',
    g1_technical_auth:
      'Stopped: {metrics.api.auth_checks_failed} checks of authentication and authorization fail.',
    g1_technical_integration:
      'Stopped: {metrics.api.integration_tests_failed} integration tests fail on a configuration like production.',
    g2_operational_routing:
      'Stopped: the test alert was acknowledged after {metrics.ops.test_alert_ack_minutes} minutes; the limit is 15. A real alarm would wait as long.',
    g2_operational_anomaly:
      'Stopped: anomaly detection on the model’s outputs is off. Wrong prices would not raise an alarm.',
    g2_operational_pipemon:
      'Stopped: the data pipeline is not monitored. A broken feed would go unnoticed.',
    g2_operational_rb_previous:
      'Stopped: the previous version {form.rollback_version} cannot be deployed, so there is nothing to roll back to.',
    g2_operational_headroom:
      'Stopped: {form.expected_load_rps} requests per second are expected; with 30 % headroom {form.expected_load_rps * 1.3} are needed, but only {metrics.infra.load_tested_rps} were tested.',
    g4_execution_window:
      'Stopped: the planned start, {day of week(date(form.planned_date))} {form.planned_date} {form.planned_time} (Minneapolis), is outside the deployment window.{if list contains(["Friday", "Saturday", "Sunday"], day of week(date(form.planned_date))) then " Nobody would be watching over the weekend." else ""} Next opening: {if list contains(["Saturday", "Sunday"], day of week(date(form.planned_date))) then "Monday" else if time(form.planned_time) < time("09:00:00") then "the same day" else if day of week(date(form.planned_date)) = "Friday" then "Monday" else "the next day"} 09:00.',
    g4_execution_method:
      'Stopped: at high tier a canary or a shadow run has to come first, but the plan says {form.deployment_method}.',
    g5_immediate_ranges:
      'Roll back: {floor(metrics.live.outputs_out_of_range / metrics.live.outputs_total * 100 + 0.5)} % of quotes are below the floor price (limit 1 %), {metrics.live.avg_underpricing_pct} % too low on average.',
    g5_immediate_latency:
      'Too slow: the slowest 5 % of answers take over {metrics.live.p95_latency_ms} ms; {metrics.live.p95_latency_target_ms} ms were agreed.',
    g5_immediate_errors:
      'Roll back: {floor(metrics.live.error_rate * 1000 + 0.5) / 10} % of requests fail; the limit is 1 %.',
    g5_immediate_pipeline:
      'Roll back: the live feed maps {metrics.live.fields_mismatched} fields otherwise than the model was trained ({metrics.live.mismatched_fields}).',
    g5_shortterm_consistent:
      'Live performance is {metrics.week.performance_drop_pct} points below the tests; at most 2 are allowed.',
    g5_shortterm_patterns:
      'Outputs have shifted against the tests (population stability index {metrics.week.output_psi}, limit 0.20).',
    g5_shortterm_downstream:
      'Downstream systems reported {metrics.week.downstream_incidents} incidents in the first week.',
    g5_shortterm_resources:
      'Running costs are {floor(metrics.week.cost_ratio * 100 + 0.5)} % of plan; at most 120 % are allowed.',
  },
  guidance: {
    g1_technical_schema:
      'Compare the live feed with the staging feed field by field: names, units, and which quantity is which. A swap of two quantity fields passes every test in staging.',
    g1_technical_monitoring: 'Trigger one alert on purpose and see it arrive.',
    g1_technical_logging: 'Look at entries of the last test run, not at the configuration.',
    g1_technical_card:
      'Intended use, limits, training data, metrics and owner, of this very version.',
    g1_technical_runbook: 'Somebody who did not write it should be able to follow it at night.',
    g2_operational_thresholds:
      'Each acceptance criterion of Gate 1 has an alert that fires before it is broken.',
    g2_operational_oncall: 'Named people for the deployment and the 72 hours after it.',
    g2_operational_rb_criteria:
      'Numbers, not words: what is measured, and from which value on it is rolled back.',
    g2_operational_rb_authority: 'One role that may order it alone, at any hour.',
    g2_operational_rb_pipeline: 'The feed can return to the schema the previous version expects.',
    g3_collect_written: 'Approval by word of mouth does not count.',
    g3_collect_version: 'Compare the artifact digest of the request with the package.',
    g4_execution_steps: 'Each step says who does it and how to see that it worked.',
    g4_execution_canary:
      'Increase only after the canary period has passed without a rollback criterion.',
    g4_execution_shadow:
      'Compare outputs with the running version; none of the new ones is served.',
    g5_immediate_signals: 'Dashboards move and test alerts arrive; silence is not a good sign.',
    g5_shortterm_feedback: 'Ask the client’s business owner; do not wait to be told.',
    s_deploy_c01: 'The pipeline refuses what the token does not name.',
  },
  descriptions: {
    s_package:
      'Everything the five gates look at, in one place: model card, test report, comparison of the data pipelines, integration tests.',
    g1_technical:
      'Verifies that the model and its supporting infrastructure are technically prepared for production.',
    g2_operational:
      'Verifies that the operations team is prepared to run the model in production, and to take it back.',
    g3_internal: 'Everybody inside with a stake in the release has reviewed and approved it.',
    g3_client: 'The client’s technical, business and formal approval for production.',
    g3_client_compliance:
      'For clients in a regulated industry: their compliance or legal team reviews the documents.',
    g3_collect: 'Collects all required approvals before the release proceeds.',
    s_plan:
      'Window, method, numbered steps with checks, communication, rollback criteria and procedure.',
    g4_execution: 'The release goes ahead by a plan, in a window where somebody is watching.',
    s_shadow: 'The new model runs beside the old one; outputs are compared, none is served.',
    s_canary: '5 to 10 % of traffic for 24 to 72 hours, then a gradual increase.',
    g5_immediate:
      'Outputs in range, latency, errors, data pipeline and alerts in the first 24 hours.',
    g5_shortterm: 'Consistent with the tests, no odd patterns, no complaints in the first week.',
    s_report:
      'Produced for everybody who approved: what was found, how it was resolved, whether production is stable.',
    n_rejected: 'Nobody learns from a list that a release was turned down.',
  },
};

const untilWhen =
  'Stopped: the request is {form.duration_type} and names no end date. An exception without an end is never taken back.';
const openIncidents =
  'Stopped: {metrics.review.open_incidents} incidents since the last review are unresolved. Solve them, or let the exception end.';
const residual =
  'The residual risk scores {metrics.risk.residual_score} of 25; the appetite ends at 12. Add controls, or waive with a reason.';
const vulnerabilities =
  'Open vulnerabilities: {metrics.security.critical_open} critical, {metrics.security.high_open} high. None of either is allowed.';

const creditModel = {
  subject: ['model_name', 'model_version'],
  noteNames: { note_materiality: 'Materiality' },
  messages: {
    g_validation_gini:
      'The Gini on holdout is {metrics.holdout.gini}; at least 0.45 is needed. The model separates good from bad borrowers too weakly.',
    g_validation_stability:
      'The population has shifted: stability index {metrics.holdout.psi}, limit 0.10.',
    g_validation_calibration:
      'Observed over predicted defaults is {metrics.holdout.calibration_ratio}; between 0.90 and 1.10 is allowed. Losses would be priced wrongly.',
    g_validation_stress:
      'Stopped: under stress the score does not move one way with the risk. Its answers in a downturn cannot be trusted.',
    g_validation_explain:
      'Stopped: reason codes reproduce only {floor(metrics.explain.reason_code_fidelity * 100 + 0.5)} % of what drives the score; 90 % are needed. Adverse action notices would give wrong reasons.',
    g_fair_lending_air:
      'Stopped: the lowest adverse impact ratio of a protected group is {metrics.fairness.min_adverse_impact_ratio}; the bank’s own limit is 0.80.',
    g_fair_lending_proxies:
      '{metrics.fairness.proxy_features} inputs are close proxies of a prohibited basis.',
    g_security_vulns: vulnerabilities,
    g_security_integrity:
      'Stopped: the artifact is not signed, so nobody could tell whether what is deployed is what was approved.',
    g_post_psi:
      'Roll back: live scores have shifted (stability index {metrics.live.psi}, limit 0.10).',
    g_post_approval_rate:
      '{metrics.live.approval_rate_pct} % are approved, {metrics.live.approval_rate_forecast_pct} % were forecast; 3 points apart are allowed.',
    g_post_overrides:
      'Underwriters override {metrics.live.override_pct} % of decisions; at most 5 % are allowed.',
  },
};
const bankException = {
  subject: ['title', 'policy_clause'],
  messages: {
    g_complete_expiry: untilWhen,
    g_complete_controls: 'Stopped: no compensating control is offered in place of the policy.',
    g_risk_residual: residual,
    g_infosec_leak:
      'Leakage tests found {metrics.security.leakage_findings} ways for data to get out.',
    g_review_incidents: openIncidents,
  },
};
const diagnosticModel = {
  subject: ['model_name', 'model_version'],
  noteNames: { note_safety: 'Patient safety' },
  messages: {
    g_quality_pccp:
      'Stopped: the change lies outside the authorized change control plan {form.pccp_ref}. It needs a new submission.',
    g_quality_trace:
      'Stopped: {metrics.change.requirements_untraced} requirements are not traced to a test.',
    g_clinical_sensitivity:
      'Stopped: sensitivity is {metrics.clinical.sensitivity}; {form.min_sensitivity} is claimed. Disease would be missed.',
    g_clinical_specificity:
      'Stopped: specificity is {metrics.clinical.specificity}; {form.min_specificity} is claimed. Healthy people would be called back.',
    g_clinical_subgroups:
      'Sensitivity differs by {metrics.clinical.max_subgroup_gap} between groups of patients; at most 0.05 is allowed.',
    g_clinical_sample:
      'Tested on {metrics.clinical.external_cases} external or prospective cases; at least 300 are needed.',
    g_technical_verification: 'Stopped: {metrics.technical.tests_failed} verification tests fail.',
    g_technical_robust:
      'Between scanners, sites and noise it loses {metrics.technical.robustness_drop_pts} points; at most 3 are allowed.',
    g_technical_latency:
      'The slowest 5 % of results take over {metrics.technical.p95_seconds} s; 60 s are agreed.',
    g_security_vulns:
      'Stopped: {metrics.security.critical_open} critical vulnerabilities are open. None is allowed.',
    g_safety_hazards:
      'Stopped: {metrics.safety.unacceptable_residual_risks} residual risks are not acceptable.',
    g_leadership_training:
      'At one site only {metrics.training.min_site_completion_pct} % of staff are trained; 95 % are needed at each.',
    g_post_live:
      'Roll back: live sensitivity is {metrics.live.sensitivity}; {form.min_sensitivity} is claimed, and 0.03 below it is allowed.',
    g_post_events:
      'Roll back: {metrics.live.serious_events} serious events are linked to the model.',
  },
};
const researchException = {
  subject: ['title', 'policy_clause'],
  messages: {
    g_complete_expiry: untilWhen,
    g_privacy_reid:
      'The risk of identifying a patient is {metrics.privacy.reid_risk_pct} %; at most 9 % is allowed.',
    g_security_enclave: 'The work is not planned inside the research enclave.',
    g_security_egress:
      'Stopped: {metrics.security.open_egress_rules} rules let data leave uninspected.',
    g_review_breach:
      'Stopped: {metrics.review.open_incidents} privacy incidents are unresolved. Solve them, or let the exception end.',
  },
};
const recommendation = {
  subject: ['model_name', 'model_version'],
  messages: {
    g_ds_uplift:
      'No proven gain: the low end of the uplift is {metrics.ab.uplift_ci_low_pct} % (95 % confidence); it has to be above zero.',
    g_ds_guardrail:
      'The worst guardrail metric moves by {metrics.ab.worst_guardrail_pct} %; down to -0.5 % is allowed.',
    g_ds_duration:
      'The A/B test ran {metrics.ab.days} days; 14 are needed to see both halves of a month.',
    g_ds_fairness:
      'Exposure of sellers differs by {metrics.ab.seller_exposure_gap}; at most 0.10 is allowed.',
    g_engineering_contract:
      'Stopped: {metrics.eng.contract_breaks} feature or API contracts break. Other teams’ services would fail.',
    g_engineering_latency:
      'The slowest 1 % of answers take over {metrics.eng.p99_ms} ms; 120 ms are allowed.',
    g_engineering_load:
      'Load was tested up to {metrics.eng.load_factor} times the peak; twice is needed.',
    g_engineering_rollback:
      'Stopped: rolling back took {metrics.eng.rollback_minutes} minutes in the drill; 10 are allowed.',
    g_legal_consent:
      'Stopped: only {metrics.privacy.consented_share_pct} % of events carry valid consent; 99.5 % are needed.',
    g_post_conversion:
      'Roll back: conversion is {metrics.live.conversion_delta_pct} % against control; down to -1 % is allowed.',
    g_post_errors:
      'Roll back: {metrics.live.error_rate_pct} % of requests fail; the limit is 0.5 %.',
  },
};
const maintenance = {
  subject: ['model_name', 'model_version'],
  messages: {
    g_realtime_latency:
      'Stopped: the slowest 1 % of alarms come after {metrics.realtime.p99_seconds} s; 2 s are allowed.',
    g_realtime_recall:
      'Only {floor(metrics.realtime.recall_24h * 100 + 0.5)} % of failures are announced a day ahead; 85 % are needed.',
    g_realtime_false_alarms:
      '{metrics.realtime.false_alarms_per_machine_month} false alarms per machine and month; above 2 technicians stop looking.',
    g_realtime_shifts:
      'Tested on {metrics.realtime.production_days} production days; at least 10, over all shifts, are needed.',
    g_security_level:
      'Security level {metrics.security.sl_achieved} is reached; the zone’s target is {metrics.security.sl_target}.',
    g_security_remote: 'Stopped: the cell can be reached permanently from outside.',
    g_security_vulns:
      'Stopped: {metrics.security.critical_open} critical vulnerabilities are open in gateway or edge device.',
    g_maintenance_training:
      'At one site only {metrics.training.min_site_pct} % of technicians are trained; 90 % are needed at each.',
    g_pilot_alarms:
      '{metrics.pilot.false_alarms_per_machine_month} false alarms per machine and month in the pilot; at most 2 are allowed.',
    g_pilot_missed:
      'Stopped: the pilot missed {metrics.pilot.missed_failures_over_10k} failures above EUR 10,000.',
    g_pilot_stops:
      'Stopped: the model stopped machines {metrics.pilot.unwanted_stops} times for no reason.',
    g_post_alarms:
      'The worst site has {metrics.sites.worst_false_alarms} false alarms per machine and month; at most 2 are allowed.',
    g_post_availability:
      'Availability is {metrics.sites.availability_delta_pts} points against the month before; it may not fall.',
  },
};
const deploymentApproval = {
  subject: ['model_name', 'model_version'],
  messages: {
    g_validation_accuracy:
      'Stopped: the primary metric is {metrics.test.primary_metric}; {metrics.test.primary_threshold} is needed.',
    g_validation_bias:
      'Results differ between groups by {metrics.test.max_group_gap}; the limit is 0.05.',
    g_validation_robust:
      'The model passes {floor(metrics.test.robustness_pass_rate * 1000 + 0.5) / 10} % of robustness tests; 90 % are needed.',
    g_validation_stress:
      'Tested up to {metrics.test.stress_factor} times the expected load; twice is needed.',
    g_security_vulns: vulnerabilities,
    g_final_rollback:
      'Stopped: nobody has drilled the rollback to {form.rollback_version}, so a bad release could not be taken back quickly.',
    g_post_performance:
      'Roll back: live performance is {metrics.live.performance_drop_pts} points below the tests; at most 3 are allowed.',
    g_post_errors: 'Roll back: {metrics.live.error_rate_pct} % of requests fail; the limit is 1 %.',
  },
};
const policyException = {
  subject: ['title', 'exception_kind'],
  noteNames: { note_expiry: 'Every exception ends' },
  samples: { hr: { form: { scope: 'Recruiting, all countries' } } },
  messages: {
    g_complete_expiry: untilWhen,
    g_risk_score: residual,
    g_review_incidents: openIncidents,
  },
};
const toolAdoption = {
  subject: ['tool', 'vendor'],
  noteNames: { note_trends: 'Trends' },
  samples: { meeting: { expected: { tier: 'standard' } } },
  messages: {
    g_intake_regions: 'Stopped: no region is named, so nobody knows whose law holds.',
    g_security_score:
      '{form.vendor} scores {metrics.vendor.security_score} of 100 for security; 70 are needed.',
    g_privacy_training:
      '{form.vendor} trains on our data. What is entered could come back to others.',
    g_review_usage:
      'Stopped: {metrics.review.users_over_limit} people more than agreed use the tool.',
  },
};
const startup = {
  subject: ['title', 'rule'],
  messages: { g_decide_end: 'Stopped: no end date is set, so the exception would never end.' },
};
const reviewBoard = {
  subject: ['model_name', 'model_version'],
  noteNames: { note_board: 'The board' },
  notes: [
    {
      kind: 'note',
      id: 'note_source',
      label: 'Source',
      ph: 'ph_account',
      text: 'Adapted from Commons OS pattern 1034, Model Approval Workflow (commons-os.github.io/patterns/1034-model-approval-workflow). CC BY-SA 4.0, and so is this template.',
    },
  ],
  messages: {
    g_accountability_entry:
      'Stopped: {metrics.registry.missing_fields} fields of the registry entry {form.registry_uri} are missing.',
    g_dev_code: 'Stopped: {metrics.ci.code_checks_failed} checks of the code fail.',
    g_dev_data: 'Stopped: {metrics.ci.data_checks_failed} checks of the data fail.',
    g_dev_perf:
      'Stopped: the primary metric is {metrics.ci.primary_metric}; {metrics.ci.primary_threshold} is needed.',
    g_dev_vulns: '{metrics.ci.critical_vulns} critical vulnerabilities are open. None is allowed.',
    g_dev_repro:
      'Stopped: another run from the registry did not give the same result, so what is approved may not be what was tested.',
    g_staging_segments:
      'The weakest segment is {metrics.staging.worst_segment_drop_pts} points below the whole; at most 5 are allowed.',
    g_staging_fairness:
      'Results differ between groups by {metrics.staging.max_group_gap}; the limit is 0.05.',
    g_staging_adversarial:
      'The model passes {floor(metrics.staging.adversarial_pass_rate * 1000 + 0.5) / 10} % of adversarial tests; 90 % are needed.',
    g_kpi_kpi:
      '{form.kpi_name} moved by {metrics.live.kpi_change_pct} %; half of the target, {form.kpi_target_pct / 2} %, is needed.',
    g_kpi_drift:
      'Roll back: inputs have drifted (stability index {metrics.live.input_psi}, limit 0.20).',
    g_kpi_degrade:
      'Roll back: live performance is {metrics.live.performance_drop_pts} points below staging; at most 3 are allowed.',
  },
};

export const texts = {
  'bank/credit-model-deployment': creditModel,
  'bank/ai-policy-exception': bankException,
  'healthcare/diagnostic-model-release': diagnosticModel,
  'healthcare/ai-research-exception': researchException,
  'commerce/recommendation-update': recommendation,
  'manufacturing/predictive-maintenance-rollout': maintenance,
  'general/model-deployment-approval': deploymentApproval,
  'general/policy-exception': policyException,
  'general/ai-tool-adoption': toolAdoption,
  'general/startup-lightweight-exception': startup,
  'general/five-gate-deployment': fiveGates,
  'general/model-review-board': reviewBoard,
};
