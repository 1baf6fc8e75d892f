using Arch.Sdk.Files;
using Arch.Sdk.Processes;

namespace Arch.Sdk.Testing.Tests;

/// <summary>Asks its context for what the input names.</summary>
[Step("test.probe")]
public sealed class ProbeStep : IStep<ProbeInput, ProbeOutput>
{
    public async Task<ProbeOutput> RunAsync(ProbeInput input, StepContext context, CancellationToken cancellationToken) => new()
    {
        LongText = input.What switch
        {
            "http" => await context.Http.GetStringAsync(new Uri("https://example.org/rate"), cancellationToken),
            "network" => await ReadAsync(await context.Network.ConnectAsync("db.local", 5432, cancellationToken), cancellationToken),
            "address" => string.Join(',', await context.Network.ResolveAsync("db.local", 5432, cancellationToken)),
            "process" => (await context.Processes.RunAsync(new ProcessRequest { Program = "git", Arguments = ["status"] }, cancellationToken)).Output,
            "file" => await context.Files.ReadTextAsync("in/a.txt", 100, null, cancellationToken),
            "outside" => context.Files.Resolve("/etc/passwd", FileIntent.Read),
            "vectors" => context.Vectors.ToString()!,
            "time" => context.Time.GetUtcNow().ToString("O"),
            "attempt" => $"{context.IdempotencyKey} {context.Workflow} {context.Attempt}",
            "log" => Say(context),
            "throw" => throw new NotSupportedException("no"),
            _ => input.What + input.Times,
        },
    };

    private static async Task<string> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private static string Say(StepContext context)
    {
        context.Log.Write(PluginLogLevel.Warning, "so so");
        context.ReportProgress(0.5, "half");
        return "";
    }
}
