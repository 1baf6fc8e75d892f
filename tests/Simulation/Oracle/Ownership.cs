using Simulation.Hosts;

namespace Simulation.Oracle;

/// <summary>Who owns a run.</summary>
/// <param name="Epoch">The number of the ownership.</param>
/// <param name="Host">The owner; <see langword="null"/> when nobody owns it.</param>
internal sealed record Ownership(long Epoch, SimHost? Host);
