namespace Arch.Storage.Sqlite.Tests.Faults;

/// <summary>When a disk fails once.</summary>
internal sealed class DiskFault(int number, bool afterDoing)
{
    private int _done;

    /// <summary>Gets whether it has failed.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Does a write, a truncation or a flush, and fails at the one that is meant.</summary>
    /// <param name="operation">Does it, and gives SQLite's result.</param>
    /// <param name="error">The result of the failure.</param>
    public int Do(Func<int> operation, int error)
    {
        if (Interlocked.Increment(ref _done) != number)
        {
            return operation();
        }

        HasFailed = true;
        if (afterDoing)
        {
            operation();
        }

        return error;
    }
}
