using System.Collections.Immutable;
using Arch.Engine.Journal;

namespace Arch.Engine.Core;

/// <summary>Where a run goes on, and what is to be done there.</summary>
/// <param name="To">The sequence number of the last record that still counts.</param>
/// <param name="NextId">The next number for a lane or activation.</param>
/// <param name="Anew">The activations that are begun anew, each with the highest number that an attempt of it ever had.</param>
/// <param name="Signals">The signals that came since, which are not lost.</param>
internal sealed record RewindPoint(
    long To,
    int NextId,
    ImmutableArray<KeyValuePair<int, int>> Anew,
    ImmutableArray<SignalReceived> Signals);
