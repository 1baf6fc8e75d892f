namespace Simulation.Workload;

/// <summary>The names that workflows and clients have in common.</summary>
internal static class Names
{
    public static readonly string[] Signals = ["go", "ok", "stop"];

    public static readonly string[] Subjects = ["ev.a", "ev.b", "ev.a.x"];

    public static readonly string[] Patterns = ["ev.a", "ev.b", "ev.a.x", "ev.*", "ev.>"];

    public static readonly string[] LimitKeys = ["ka", "kb", "kc"];

    /// <summary>A condition of a wait; the judge reads it as what it says.</summary>
    public const string Match = "event.data.n > 3";

    /// <summary>Gets how many may hold a permit of a key of steps; the same for all that ask for it.</summary>
    public static int LimitOf(string key) => key == "kb" ? 2 : 1;
}
