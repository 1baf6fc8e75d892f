namespace Arch.Expressions.Tests.JavaScript.Hostile;

/// <summary>
/// Every text ends within a second and 64 MiB, with a typed error or a harmless value; the process lives, and the next
/// evaluation is right. A slow machine gets three tries at the second; the memory is counted exactly.
/// </summary>
public class HostileTests(ITestOutputHelper output)
{
    private const long MostBytes = 64 * 1024 * 1024;

    public static TheoryData<HostileScript> Scripts => [.. HostileScript.Known, .. HostileScript.More];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Run_AsScript_EndsWithinBounds(HostileScript script) => Check(() => HostileRun.OfScript(script.Text));

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Run_AsScriptWithResult_EndsWithinBounds(HostileScript script) =>
        Check(() => HostileRun.OfScript(HostileRun.WithResult(script.Text)));

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Evaluate_AsExpression_EndsWithinBounds(HostileScript script) =>
        Check(() => HostileRun.OfExpression(script.Text));

    private void Check(Func<HostileRun> run)
    {
        HostileRun result;
        var attempts = 0;
        do
        {
            result = run();
            output.WriteLine($"{result.Outcome}; {result.Time.TotalMilliseconds:F0} ms, {result.Allocated / 1024} KiB");
        }
        while (result.Time >= TimeSpan.FromSeconds(1) && ++attempts < 3);

        result.Time.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        result.Allocated.ShouldBeLessThan(MostBytes);
        Js.Run("return [1, 2].map(x => x + 1).join()").ToString().ShouldBe("2,3");
    }
}
