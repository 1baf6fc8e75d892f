using Arch.Engine.Runs;

namespace Arch.Engine.Ports;

/// <summary>A wait for a signal or an event, as the store finds it when one comes.</summary>
/// <param name="Activation">The number of the wait in its run.</param>
/// <param name="Leaf">Which part of the wait it is, from 0.</param>
/// <param name="Kind"><see cref="RunMessageKind.Signal"/> or <see cref="RunMessageKind.Event"/>.</param>
/// <param name="Name">The name of the signal, or the subject or pattern of subjects.</param>
/// <param name="Since">For an event: from when on events of the log count; <see langword="null"/> for a signal.</param>
public sealed record OpenWait(int Activation, int Leaf, RunMessageKind Kind, string Name, DateTimeOffset? Since);
