using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Writing;

/// <summary>What the parts of one write share: the open transaction, the moment, and whom they have sent messages.</summary>
internal sealed class WriteScope(Connection connection, long moment)
{
    private readonly List<RunId> _notified = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public Connection Connection { get; } = connection;

    /// <summary>Gets the moment of the write in ticks.</summary>
    public long Moment { get; } = moment;

    /// <summary>Gets the moment of the write.</summary>
    public DateTimeOffset At => Moments.FromTicks(Moment);

    /// <summary>Gets the runs that have new messages, each once, in the order in which they got them.</summary>
    public IReadOnlyList<RunId> Notified => _notified;

    public void Notify(string runId)
    {
        if (_known.Add(runId))
        {
            _notified.Add(new RunId(runId));
        }
    }

    /// <summary>Takes back a notification: the run takes no messages any more.</summary>
    public void Forget(string runId)
    {
        if (_known.Remove(runId))
        {
            _notified.Remove(new RunId(runId));
        }
    }
}
