namespace Simulation.Oracle;

/// <summary>A signal that a run has received and no wait has taken.</summary>
/// <param name="Sequence">Its record.</param>
/// <param name="Name">Its name.</param>
/// <param name="Number">The number in its data.</param>
internal sealed record KeptSignal(long Sequence, string Name, int Number);
