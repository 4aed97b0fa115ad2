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

export const texts = { 'general/five-gate-deployment': fiveGates };
