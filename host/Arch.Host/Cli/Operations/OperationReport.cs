using System.Text.Json;
using Arch.Engine.Runs;
using Arch.Host.Output;

namespace Arch.Host.Cli.Operations;

/// <summary>What came of operations, as commands report it.</summary>
internal static class OperationReport
{
    // More are in the JSON.
    private const int MostListed = 20;

    private const string HasEnded = "ARCH3206";

    /// <summary>Reports an operation on one run.</summary>
    public static async Task WriteAsync(
        RunOperation operation,
        OperationResult result,
        IReadOnlyList<WaitingStep> waits,
        bool isDetached,
        OutputFormat format)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.Of(writer =>
                RunReport.Write(writer, result.Run, now, waits, more => WriteMembers(more, result))));
            return;
        }

        if (result.IsTaken || result.Run.Status == RunStatus.Parked)
        {
            await RunReport.WriteTextAsync(Console.Out, result.Run, now, waits);
        }

        if (!result.IsTaken)
        {
            var taker = result.Run.Status == RunStatus.Parked ? "until it is resumed"
                : isDetached ? "for whichever host goes on with it"
                : "for the host that works on it";
            await Console.Out.WriteLineAsync($"{operation.Message} is kept for run {result.Run.RunId}, {taker}.");
        }
    }

    /// <summary>Reports an operation on many runs.</summary>
    public static async Task WriteAsync(RunOperation operation, IReadOnlyList<OperationResult> results, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            var now = TimeProvider.System.GetUtcNow();
            await Console.Out.WriteLineAsync(JsonText.OfAll(
                results, (writer, result) => RunReport.Write(writer, result.Run, now, [], more => WriteMembers(more, result))));
            return;
        }

        if (results.Count == 0)
        {
            await Console.Error.WriteLineAsync("No runs.");
            return;
        }

        await Console.Out.WriteLineAsync($"{operation.Message}: {RunCount.Of(results.Count)}");
        foreach (var group in results.Where(result => result.IsTaken).GroupBy(result => result.Run.Status).OrderBy(group => group.Key))
        {
            await Console.Out.WriteLineAsync($"  {StepText.Of(group.Key),-9}  {group.Count()}");
        }

        await WriteLineAsync("keep it until a host goes on with them", results.Count(result => !result.IsTaken && result.Refusal is null));
        await WriteLineAsync("had ended before", results.Count(result => result.Refusal is { Code: HasEnded }));
        foreach (var result in results.Where(result => result.Refusal is { Code: not HasEnded }).Take(MostListed))
        {
            await Console.Out.WriteLineAsync($"{result.Run.RunId} was left as it is: {result.Refusal!.Code} {result.Refusal.Message}"); // filtered so
        }

        foreach (var result in results.Where(result => result is { IsOurs: true, Run.Status: RunStatus.Failed }).Take(MostListed))
        {
            await Console.Out.WriteLineAsync($"{result.Run.RunId} failed: {result.Run.Error?.Code} {result.Run.Error?.Message}");
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, OperationResult result)
    {
        writer.WriteString("asked", result.Asked.Value);
        writer.WriteBoolean("taken", result.IsTaken);
        writer.WriteString("refusal", result.Refusal is { } refusal ? $"{refusal.Code} {refusal.Message}" : null);
    }

    private static async Task WriteLineAsync(string what, int count)
    {
        if (count > 0)
        {
            await Console.Out.WriteLineAsync($"  {RunCount.Of(count)} {what}");
        }
    }
}
