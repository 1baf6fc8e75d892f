using System.Text.Json;
using Arch.Sdk;
using Arch.Sdk.Processes;

namespace Arch.Plugin.Process;

/// <summary>Runs one program for a step: its lines to the log, its end within the timeout, its output in the form asked for.</summary>
internal static class ProgramRun
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    public static async Task<ProcessOutput> RunAsync(
        ProcessRequest request, ProcessInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (input.Timeout <= TimeSpan.Zero || input.Timeout > LongestTimeout)
        {
            throw ProcessFailures.Input($"The timeout is {input.Timeout.TotalSeconds:0.###} s; it must be more than 0 s and at most 1 day.");
        }

        request = request with
        {
            Environment = input.Env,
            Folder = input.Folder,
            MaxOutput = input.MaxOutput,
            OnLine = input.Log ? (line, isError) => context.Log.Write(isError ? PluginLogLevel.Warning : PluginLogLevel.Info, line) : null,
        };
        using var deadline = new CancellationTokenSource(input.Timeout, context.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var started = context.Time.GetTimestamp();
        try
        {
            var result = await context.Processes.RunAsync(request, stop.Token).ConfigureAwait(false);
            var duration = context.Time.GetElapsedTime(started);
            return input.Expect.Contains(result.ExitCode)
                ? Output(request, result, input.Output, duration)
                : throw ProcessFailures.ExitCode(request.Program, result, input.Expect);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw ProcessFailures.Timeout(request.Program, input.Timeout, e);
        }
    }

    private static ProcessOutput Output(ProcessRequest request, ProcessResult result, OutputForm form, TimeSpan duration) => new()
    {
        ExitCode = result.ExitCode,
        Stdout = form switch
        {
            OutputForm.Json => Json(request, result),
            OutputForm.Lines => JsonSerializer.SerializeToElement(Lines(result.Output)),
            _ => JsonSerializer.SerializeToElement(result.Output),
        },
        Stderr = result.Error,
        Truncated = result.IsTruncated,
        DurationMs = (long)duration.TotalMilliseconds,
    };

    private static JsonElement Json(ProcessRequest request, ProcessResult result)
    {
        try
        {
            return JsonElement.Parse(result.Output);
        }
        catch (JsonException e)
        {
            var reason = result.IsTruncated ? $"it is longer than 'max_output' ({request.MaxOutput} bytes)." : e.Message;
            throw ProcessFailures.NotJson(request.Program, reason, e);
        }
    }

    private static string[] Lines(string text)
    {
        var lines = text.Split('\n');
        var count = lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        return [.. lines.Take(count).Select(line => line.TrimEnd('\r'))];
    }
}
