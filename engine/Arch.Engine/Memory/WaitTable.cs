using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Engine.Memory;

/// <summary>What runs wait for, and the runs by the events they wait for.</summary>
internal sealed class WaitTable
{
    private readonly Dictionary<string, HashSet<StoredRun>> _subjects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<StoredRun>> _patterns = new(StringComparer.Ordinal);

    /// <summary>Gets the runs that wait for a subject; one comes twice when it waits by several patterns.</summary>
    public IEnumerable<StoredRun> For(string subject)
    {
        IEnumerable<StoredRun> runs = _subjects.GetValueOrDefault(subject) ?? [];
        foreach (var (pattern, matching) in _patterns)
        {
            if (SubjectPattern.Matches(pattern, subject))
            {
                runs = runs.Concat(matching);
            }
        }

        return runs;
    }

    public void Open(StoredRun run, OpenWait wait)
    {
        var waits = run.Waits ??= [];
        if (waits.Exists(other => other.Activation == wait.Activation && other.Leaf == wait.Leaf))
        {
            return;
        }

        waits.Add(wait);
        if (wait.Kind == RunMessageKind.Event)
        {
            var table = TableOf(wait);
            if (!table.TryGetValue(wait.Name, out var runs))
            {
                table.Add(wait.Name, runs = []);
            }

            runs.Add(run);
        }
    }

    public void Close(StoredRun run, int activation)
    {
        if (run.Waits?.FindAll(wait => wait.Activation == activation) is { Count: > 0 } closed)
        {
            run.Waits.RemoveAll(wait => wait.Activation == activation);
            Forget(run, closed);
        }
    }

    public void CloseAll(StoredRun run)
    {
        if (run.Waits is { } closed)
        {
            run.Waits = null;
            Forget(run, closed);
        }
    }

    private void Forget(StoredRun run, List<OpenWait> closed)
    {
        foreach (var wait in closed)
        {
            var table = TableOf(wait);
            if (wait.Kind == RunMessageKind.Event
                && run.Waits?.Exists(other => other.Kind == RunMessageKind.Event && other.Name == wait.Name) != true
                && table.TryGetValue(wait.Name, out var runs)
                && runs.Remove(run)
                && runs.Count == 0)
            {
                table.Remove(wait.Name);
            }
        }
    }

    private Dictionary<string, HashSet<StoredRun>> TableOf(OpenWait wait) =>
        SubjectPattern.IsPattern(wait.Name) ? _patterns : _subjects;
}
