namespace Arch.Engine.Tests.Reference;

internal enum End
{
    Succeeded,
    Failed,
    Cancelled,
    Skipped,
    Returned,
}

/// <summary>How and when something ended, with what ended in it.</summary>
internal sealed record Ending(End Status, long At)
{
    /// <summary>Gets the ends of steps, as text: the time, the path and how it ended.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>Gets the completed steps that can be undone.</summary>
    public IReadOnlyList<(long At, string Path, string Prefix, Leaf Undo)> Undoable { get; init; } = [];

    /// <summary>Gets whether one of several ways decided and the others were stopped.</summary>
    public bool WasStopped { get; init; }

    /// <summary>Gets from when on it could not be stopped: what undoes steps and what runs at the end is not.</summary>
    public long? SafeFrom { get; init; }

    public long CanBeStoppedUntil => SafeFrom ?? At;

    public static Ending Joined(End status, long start, IEnumerable<Ending> ways)
    {
        var all = ways.ToList();
        return new Ending(status, all.Count == 0 ? start : all.Max(way => way.At))
        {
            Events = [.. all.SelectMany(way => way.Events)],
            Undoable = [.. all.SelectMany(way => way.Undoable)],
        };
    }

    public Ending Then(Ending next) => next with
    {
        Events = [.. Events, .. next.Events],
        Undoable = [.. Undoable, .. next.Undoable],
    };

    public Ending With(string path, End status, long at) => this with
    {
        Events = [.. Events, $"{at:D9} {path} {(status == End.Returned ? End.Succeeded : status)}"],
    };
}
