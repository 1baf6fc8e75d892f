namespace Arch.Plugin.Nats.Streams;

/// <summary>How far a trigger came, and what it must still acknowledge.</summary>
internal sealed record MessageCursor
{
    /// <summary>Gets the highest sequence that was given.</summary>
    public long Sequence { get; init; }

    /// <summary>Gets the tokens of the messages of the last look.</summary>
    public IReadOnlyList<string> Acks { get; init; } = [];
}
