using System.Collections.Concurrent;
using Arch.Agents.Ports;
using Arch.Engine.Runs;

namespace Arch.Agents.Running;

/// <summary>
/// Tells agents of the ends of the runs that they wait for. The store knows which those are; here are only hints about the newest,
/// so that an end that is seen in this process is told at once and no other run costs anything.
/// </summary>
internal sealed class AwaitedRuns(AgentManagerOptions options)
{
    private const int MostHints = 10_000;
    private const int Page = 500;

    private readonly ConcurrentDictionary<string, bool> _hints = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _ended = new();
    private DateTimeOffset _lookAt = DateTimeOffset.MinValue;

    public void Add(IReadOnlyList<AgentMail> sends)
    {
        foreach (var mail in sends)
        {
            if (mail.Expects is { } runId && _hints.Count < MostHints)
            {
                _hints[runId] = true;
            }
        }
    }

    /// <summary>Notes that a run has ended.</summary>
    /// <returns>Whether an agent may wait for it.</returns>
    public bool Note(string runId)
    {
        if (!_hints.TryRemove(runId, out _))
        {
            return false;
        }

        _ended.Enqueue(runId);
        return true;
    }

    /// <summary>Tells what has ended.</summary>
    public async Task TellAsync(DateTimeOffset now)
    {
        while (_ended.TryDequeue(out var runId))
        {
            await TellAsync(runId, now).ConfigureAwait(false);
        }

        if (now < _lookAt)
        {
            return;
        }

        _lookAt = now + options.AwaitInterval;
        for (var after = ""; ;)
        {
            var runs = await options.Store.ListAwaitedAsync(after, Page).ConfigureAwait(false);
            foreach (var run in runs)
            {
                await TellAsync(run, now).ConfigureAwait(false);
            }

            if (runs.Count < Page)
            {
                return;
            }

            after = runs[^1];
        }
    }

    private async Task TellAsync(string runId, DateTimeOffset now)
    {
        if (await options.World.FindEndAsync(new RunId(runId)).ConfigureAwait(false) is { } end)
        {
            await options.Store.ArriveAsync(end, now).ConfigureAwait(false);
        }
        else if (_hints.Count < MostHints)
        {
            _hints[runId] = true;
        }
    }
}
