namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>An evaluation that the watchdog looks after; used again for the next one of the same engine.</summary>
/// <param name="interrupt">Tells the evaluation to stop. Called on the watchdog's thread; must return at once.</param>
internal sealed class Watch(Action interrupt)
{
    /// <summary>Gets the text that is evaluated.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Gets the time that it has.</summary>
    public TimeSpan Limit { get; private set; }

    /// <summary>Gets or sets how often the watchdog has looked since it began.</summary>
    public int Looks { get; set; }

    /// <summary>Gets whether it was told to stop.</summary>
    public bool IsInterrupted { get; private set; }

    public void Begin(string text, TimeSpan limit)
    {
        Text = text;
        Limit = limit;
        Looks = 0;
        IsInterrupted = false;
    }

    public void Interrupt()
    {
        IsInterrupted = true;
        interrupt();
    }
}
