using System.Collections.Immutable;

namespace Arch.Engine.Journal;

/// <summary>A step, or the run itself, asks for its permits, one after the other in the order of the keys.</summary>
public sealed record PermitsAsked : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "permits_asked";

    /// <summary>Gets the activation that asks; 0 is the run itself.</summary>
    public required int Activation { get; init; }

    /// <summary>Gets the keys with the place of their limit in the definition.</summary>
    public required ImmutableArray<KeyValuePair<string, int>> Keys { get; init; }
}

/// <summary>The next permit was granted.</summary>
public sealed record PermitGranted : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "permit_granted";

    /// <summary>Gets the activation.</summary>
    public required int Activation { get; init; }
}
