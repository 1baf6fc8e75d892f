namespace Arch.Agents.Ports;

/// <summary>Something that is carried out after a commit, at least once; its id lets whoever gets it drop duplicates.</summary>
public sealed record OutboxItem
{
    /// <summary>Gets the number that the store gave it.</summary>
    public long Number { get; init; }

    /// <summary>Gets the agent that asked for it.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets what it is.</summary>
    public required OutboxKind Kind { get; init; }

    /// <summary>Gets the id of the event or the run, or where the reply goes.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the subject of the event or the name of the workflow; of a reply, the code of a failure or nothing.</summary>
    public string Name { get; init; } = "";

    /// <summary>Gets the data, inputs, outputs or question as JSON, or the message of a failure as a JSON string.</summary>
    public byte[]? Data { get; init; }

    /// <summary>Gets when it was asked for.</summary>
    public required DateTimeOffset At { get; init; }
}
