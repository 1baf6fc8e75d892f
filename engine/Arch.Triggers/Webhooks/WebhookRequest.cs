namespace Arch.Triggers.Webhooks;

/// <summary>What proves who sent a request.</summary>
/// <param name="Header">Gives a header of the request; <see langword="null"/> when it has none of the name.</param>
/// <param name="Body">The body as it came.</param>
/// <param name="At">When it came.</param>
public sealed record WebhookRequest(Func<string, string?> Header, ReadOnlyMemory<byte> Body, DateTimeOffset At);
