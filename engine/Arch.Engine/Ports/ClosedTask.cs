using Arch.Engine.Runs;

namespace Arch.Engine.Ports;

/// <summary>The end of a human task.</summary>
/// <param name="Activation">The number of the wait in its run.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Action">The action that was chosen.</param>
/// <param name="By">Who completed it.</param>
public sealed record ClosedTask(int Activation, HumanTaskStatus Status, string? Action, string? By);
