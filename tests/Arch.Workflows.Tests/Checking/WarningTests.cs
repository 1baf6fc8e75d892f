using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Checking;

/// <summary>What is allowed and yet most likely wrong.</summary>
public sealed class WarningTests
{
    [Theory]
    [InlineData("- {id: a, return: {}}\n- {id: b, set: {total: 1}}\n- {id: c, set: {total: 2}}", "ARCH2115 14:10")]
    [InlineData("- id: a\n  if: inputs.count > 1\n  then: [{id: x, return: {}}]\n  else: [{id: y, fail: {code: C, message: m}}]\n- {id: b, set: {total: 1}}", "ARCH2115 17:10")]
    [InlineData("- {id: a, when: inputs.count > 1, return: {}}\n- {id: b, set: {total: 1}}", null)]
    [InlineData("- id: a\n  if: inputs.count > 1\n  then: [{id: x, return: {}}]\n- {id: b, set: {total: 1}}", null)]
    [InlineData("- id: t\n  try: [{id: a, fail: {code: C, message: m}}]\n  catch: [{do: [{id: x, set: {total: 2}}]}]\n- {id: b, set: {total: 1}}", null)]
    public void Steps_that_can_never_run_are_warned_of(string steps, string? expected) => Warned(steps, expected);

    [Theory]
    [InlineData("- {id: a, uses: bank.charge@1, with: {amount: 1, reference: x}, retry: {attempts: 3}}", "ARCH2116 13:67")]
    [InlineData("- {id: a, uses: bank.charge@1, with: {amount: 1, reference: x}, retry: {attempts: 3, when: error.code === 'C'}}", null)]
    [InlineData("- {id: a, uses: bank.charge@1, with: {amount: 1, reference: x}, retry: {attempts: 1}}", null)]
    [InlineData("- {id: a, uses: slack.post@1, with: {text: x}, retry: {attempts: 3}}", null)]
    public void A_retry_around_what_must_not_run_twice_is_warned_of(string steps, string? expected) => Warned(steps, expected);

    [Theory]
    [InlineData("{a: succeeded}", "{a: failed, b: succeeded}", "ARCH2117 17:36")]
    [InlineData("{a: succeeded}", "{a: failed, b: failed}", "ARCH2117 17:36")]
    [InlineData("[a]", "{a: failed, b: succeeded}", "ARCH2117 17:36")]
    [InlineData("{a: failed}", "{a: succeeded, b: succeeded}", "ARCH2117 17:39")]
    [InlineData("{a: succeeded}", "{a: failed, b: any}", null)]
    [InlineData("{a: any}", "{a: failed, b: succeeded}", null)]
    [InlineData("{a: succeeded}", "{b: succeeded}", null)]
    public void Needs_that_contradict_each_other_are_warned_of(string first, string second, string? expected) => Warned(
        $"- id: g\n  graph:\n    - {{id: a, set: {{total: 1}}}}\n    - {{id: b, needs: {first}, fail: {{code: C, message: m}}}}\n    - {{id: c, needs: {second}, fail: {{code: C, message: m}}}}",
        expected);

    [Theory]
    [InlineData("POST", "ARCH1010 6:18")]
    [InlineData("[GET, POST]", "ARCH1010 6:18")]
    [InlineData("GET", null)]
    public void Two_webhooks_of_one_workflow_must_not_answer_the_same_requests(string method, string? expected)
    {
        var text = $"arch: 1\nid: a\nnamespace: b\ntriggers:\n  one: {{webhook: '/x/{{id}}/'}}\n  two: {{webhook: '/x/{{no}}', method: {method}}}\nsteps: [{{id: s, return: {{}}}}]\n";
        Compile.Errors(Compile.Text(text)).ShouldBe(expected is null ? [] : [expected]);
    }

    [Theory]
    [InlineData("error.mesage", "ARCH2118 15:58")]
    [InlineData("error['mesage']", null)]
    [InlineData("error.response", null)]
    [InlineData("error.message", null)]
    public void A_member_that_is_most_likely_misspelt_is_warned_of(string expression, string? expected) => Warned(
        $"- id: t\n  try: [{{id: x, fail: {{code: C, message: m}}}}]\n  catch: [{{do: [{{id: y, set: {{label: \"${{{{ String({expression}) }}}}\"}}}}]}}]",
        expected);

    private static void Warned(string steps, string? expected) =>
        Compile.Steps(steps).Diagnostics.Select(one => $"{one.Code} {one.Place.Line}:{one.Place.Column}").ShouldBe(expected is null ? [] : [expected]);
}
