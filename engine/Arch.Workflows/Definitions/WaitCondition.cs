namespace Arch.Workflows.Definitions;

/// <summary>
/// What a wait waits for. Parts that are no combination are its leaves; they are numbered from 0 in the order in which they are
/// written, and the journal refers to them by that number.
/// </summary>
public abstract record WaitCondition;
