using System.ComponentModel;

namespace Arch.Plugin.Ai.Agents;

/// <summary>The work on one message, with its whole transcript.</summary>
internal sealed record AiTask
{
    [Description("The id: that of the message.")]
    public required string Id { get; init; }

    [Description("How it stands.")]
    public AiTaskStatus Status { get; init; }

    [Description("Where the answer goes; null when nobody waits for it.")]
    public string? ReplyTo { get; init; }

    [Description("Who sent the message.")]
    public string? Sender { get; init; }

    [Description("When the message came.")]
    public DateTimeOffset StartedAt { get; init; }

    [Description("When the work ended.")]
    public DateTimeOffset? EndedAt { get; init; }

    [Description("What the agent remembered when it began.")]
    public string? Memories { get; init; }

    [Description("What was said and done, in order.")]
    public IReadOnlyList<AiLine> Lines { get; init; } = [];

    [Description("How often the model answered.")]
    public int Turns { get; init; }

    [Description("The tokens that the model read.")]
    public long InputTokens { get; init; }

    [Description("The tokens that the model wrote.")]
    public long OutputTokens { get; init; }

    [Description("What it cost in US dollars; null when no price is known.")]
    public double? CostUsd { get; init; }

    [Description("Why it failed.")]
    public string? Error { get; init; }

    public IReadOnlyList<AiCall> Calls => Lines is [.., { Calls: { Count: > 0 } calls }] ? calls : [];

    public long Characters => Lines.Sum(line => (long)line.Text.Length + line.Calls.Sum(call => (call.Arguments?.ToJsonString().Length ?? 0) + (call.Result?.Length ?? 0)));
}
