namespace Arch.Expressions.Language;

/// <summary>An evaluation that went on long after it was told to stop: it holds its thread, and nothing can end it.</summary>
/// <param name="Text">The expression or script.</param>
/// <param name="Limit">The time that it had.</param>
public sealed record StuckEvaluation(string Text, TimeSpan Limit)
{
    /// <summary>
    /// Gets or sets what is done about one; called once for each, on a thread of its own. A host ends its process: the thread
    /// is lost, and whoever takes the runs over goes on from what was recorded.
    /// </summary>
    /// <value>Nothing is done unless set.</value>
    public static Action<StuckEvaluation>? Found { get; set; }
}
