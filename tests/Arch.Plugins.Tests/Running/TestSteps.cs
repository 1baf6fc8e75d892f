using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugins.Tests.Running;

internal sealed record Kinds
{
    public required string Name { get; init; }

    public int Count { get; init; } = 1;

    public double Ratio { get; init; }

    public bool Flag { get; init; }

    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(30);

    public DateTimeOffset At { get; init; }

    public DateOnly Day { get; init; }

    public byte[] Bytes { get; init; } = [];

    public PluginLogLevel Level { get; init; } = PluginLogLevel.Info;

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyDictionary<string, int> Map { get; init; } = new Dictionary<string, int>();

    public Inner Inner { get; init; } = new(0);

    public JsonElement Any { get; init; }

    public string? Note { get; init; }
}

internal sealed record Inner(int DepthOf);

internal sealed record SecretInput
{
    [Secret]
    [MinLength(16)]
    public required string Key { get; init; }
}

internal sealed record BadOutput
{
    public string? Given { get; init; }

    public string Text => Given ?? throw new InvalidOperationException("lazy");
}

[Step("tests.step")]
internal sealed class KindsStep : IStep<Kinds, Kinds>
{
    public Task<Kinds> RunAsync(Kinds input, StepContext context, CancellationToken cancellationToken) => Task.FromResult(
        input.Any.ValueKind == JsonValueKind.Undefined ? input with { Any = JsonElement.Parse("null") } : input);
}

[Step("tests.step")]
internal sealed class SecretStep : IStep<SecretInput, Nothing>
{
    public Task<Nothing> RunAsync(SecretInput input, StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Nothing.Value);
}

[Step("tests.step")]
internal sealed class ThrowingStep : IStep<Nothing, Nothing>
{
    public Task<Nothing> RunAsync(Nothing input, StepContext context, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("oh no");
}

[Step("tests.step")]
internal sealed class DecliningStep : IStep<Nothing, Nothing>
{
    public Task<Nothing> RunAsync(Nothing input, StepContext context, CancellationToken cancellationToken) =>
        throw new StepException("card_declined", "No money.") { Retryable = true, Status = 402 };
}

[Step("tests.step")]
internal sealed class CancellingStep : IStep<Nothing, Nothing>
{
    public Task<Nothing> RunAsync(Nothing input, StepContext context, CancellationToken cancellationToken) =>
        throw new OperationCanceledException();
}

[Step("tests.step")]
internal sealed class NullStep : IStep<Nothing, Nothing>
{
    public Task<Nothing> RunAsync(Nothing input, StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult<Nothing>(null!);
}

[Step("tests.step")]
internal sealed class BadOutputStep : IStep<Nothing, BadOutput>
{
    public Task<BadOutput> RunAsync(Nothing input, StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult(new BadOutput());
}
