using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Compiling;

/// <summary>Concurrency, caches, idempotency and compensation: what is refused, and what is known.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("concurrency: {key: k, on_limit: skip, queue_max: 3}", "test.yaml:13:62 ARCH1000 'queue_max' says how many may wait, but with 'on_limit: skip' none waits. Take it away, or use 'on_limit: queue'.")]
    [InlineData("concurrency: [{key: k}, {key: k, limit: 2}]", "test.yaml:13:54 ARCH1000 The key \"k\" stands twice in 'concurrency'. Take one of the two limits away.")]
    [InlineData("concurrency: {key: \"${{ inputs.items }}\"}", "test.yaml:13:43 ARCH2110 'key' of 'concurrency' must be text, but this expression gives an array. Use one of its members, or JSON.stringify(…).")]
    [InlineData("concurrency: {key: \"${{ inputs.key }}\"}", "test.yaml:13:48 ARCH2201 'inputs.key' is or holds a secret and is used where it would be kept or shown. Secrets may stand only in 'with', 'env', 'files' and 'auth'.")]
    [InlineData("concurrency: {limit: 2}", "test.yaml:13:37 ARCH1000 'concurrency' of step 'a' has no 'key'. Add 'key': text.")]
    [InlineData("cache: {key: k, ttl: 0s}", "test.yaml:13:45 ARCH1000 'ttl' of 'cache' of step 'a' must be a duration such as 250ms, 10s, 5m, 2h, 1d or 1h30m, and more than 0, but is \"0s\" (a string).")]
    [InlineData("mode: detach, cache: {key: k}", "test.yaml:13:38 ARCH1000 Step 'a' has 'cache' and 'mode: detach': a call whose end nobody waits for has no outputs to keep. Take one of the two away.")]
    [InlineData("compensate: [{id: b, return: {}}]", "test.yaml:13:45 ARCH1007 Step 'b' returns from a 'compensate', which only cleans up and cannot decide how the run ends. Return before it, from the steps or from 'catch'.")]
    public void Compile_Nonsense_IsRefused(string modifier, string message)
    {
        var compilation = Compile.Steps($"- {{id: a, call: x.y, {modifier}}}");

        compilation.Diagnostics.Where(diagnostic => diagnostic.Code != "ARCH2111").ShouldHaveSingleItem(string.Join('\n', compilation.Diagnostics))
            .ToString().ShouldBe(message);
        compilation.Definition.ShouldBeNull();
    }

    [Theory]
    [InlineData("idempotency: \"${{ inputs.items }}\"", "ARCH2110 14:14")]
    [InlineData("concurrency: {key: \"${{ steps.a.outputs }}\"}", "ARCH2100 14:25")]
    [InlineData("concurrency: [{key: a, on_limit: fail, queue_max: 1}]", "ARCH1000 14:40")]
    [InlineData("timeout: 0ms", "ARCH1000 14:10")]
    [InlineData("defaults: {timeout: 0s}", "ARCH1000 14:21")]
    public void Compile_NonsenseOfTheWorkflow_IsRefused(string end, string error) =>
        Compile.Errors(Compile.Steps("- {id: a, emit: t.a}", end)).ShouldBe([error]);

    [Theory]
    [InlineData("rollback: true, ", "error.compensation.length > 0 && error.compensation[0].step === 'b' && error.compensation[0].error?.code === 'x'", null)]
    [InlineData("rollback: true, ", "error.compensation[0].error.code === 'x'", "'error.compensation[0].error' may be undefined: what was undone without fault has no error.")]
    [InlineData("rollback: true, ", "error.compensation[0].stat === 'x'", "There is no property 'stat' in 'error.compensation[0]'.")]
    [InlineData("", "error.compensation.length > 0", "'error.compensation' may be undefined: only the error of a 'try' with 'rollback: true' says what was undone.")]
    [InlineData("", "(error.compensation?.length ?? 0) > 0", null)]
    public void Compile_Compensation_IsKnownWhereATryRolledBack(string rollback, string condition, string? message)
    {
        var compilation = Compile.Steps($"- {{id: t, {rollback}try: [{{id: b, emit: t.b}}], catch: [{{when: \"{condition}\", do: [{{id: c, emit: t.c}}]}}]}}");

        compilation.Diagnostics.Select(diagnostic => diagnostic.Message).ShouldBe(message is null ? [] : [message]);
    }

    [Fact]
    public void Compile_CompensationOfAStepThatMayFail_SeesItsOutputs() =>
        Compile.Errors(Compile.Steps("- {id: a, uses: slack.post@1, with: {text: x}, on_error: continue, compensate: [{id: b, emit: t.b, data: \"${{ steps.a.outputs.id }}\"}]}"))
            .ShouldBeEmpty();

    [Fact]
    public void Compile_OutputsOfADetachedCall_AreItsRunAlone()
    {
        Compile.Errors(Compile.Steps("- {id: a, call: data.common.quality_check, with: {file: x}, mode: detach}\n- {id: b, emit: t.b, data: \"${{ steps.a.outputs.run_id }}\"}")).ShouldBeEmpty();
        Compile.Errors(Compile.Steps("- {id: a, call: data.common.quality_check, with: {file: x}, mode: detach, outputs: {score: {type: number}}}"))
            .ShouldBe(["ARCH2102 13:87"]);
    }
}
