using Arch.Engine.Runs;

namespace Arch.Engine.Ports;

/// <summary>One that holds a permit of a concurrency key, or waits for one.</summary>
/// <param name="Key">The key.</param>
/// <param name="RunId">The run.</param>
/// <param name="Activation">The number of the step in its run, 0 for the run itself.</param>
/// <param name="IsGranted">Whether it holds the permit rather than waiting for it.</param>
/// <param name="Since">Since when.</param>
public sealed record PermitHolder(string Key, RunId RunId, int Activation, bool IsGranted, DateTimeOffset Since);
