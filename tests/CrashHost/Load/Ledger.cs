using System.Collections.Concurrent;

namespace CrashHost.Load;

/// <summary>
/// What a client of the host has sent and what was acknowledged, each line on the disk before the next thing happens:
/// <c>S kind key</c> and <c>A kind key run</c> for starts, <c>s key signal</c> and <c>a key signal</c> for signals, and
/// <c>E key status</c> for ends that were seen. <c>R run code</c> says that a parked run was resumed.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private readonly NoteFile _file;

    private Ledger(string path) => _file = new NoteFile(path);

    public ConcurrentDictionary<string, LedgerEntry> Entries { get; } = new(StringComparer.Ordinal);

    public static Ledger Open(string folder)
    {
        var path = Path.Combine(folder, "ledger.log");
        var ledger = new Ledger(path);
        foreach (var entry in Read(path))
        {
            ledger.Entries[entry.Key] = entry;
        }

        return ledger;
    }

    public static IReadOnlyCollection<LedgerEntry> Read(string path)
    {
        var entries = new Dictionary<string, LedgerEntry>(StringComparer.Ordinal);
        foreach (var words in File.ReadLines(path).Select(line => line.Split(' ')))
        {
            switch (words)
            {
                case ["S", var kind, var key]:
                    entries.TryAdd(key, new LedgerEntry(kind, key));
                    entries[key].Sendings++;
                    break;
                case ["A", _, var key, var run]:
                    entries[key].RunId = run;
                    break;
                case ["s", var key, var signal]:
                    entries[key].SentSignals[signal] = entries[key].SentSignals.GetValueOrDefault(signal) + 1;
                    break;
                case ["a", var key, var signal]:
                    entries[key].AckedSignals.Add(signal);
                    break;
                case ["E", var key, var status]:
                    entries[key].End = status;
                    break;
            }
        }

        return entries.Values;
    }

    public void Note(string line) => _file.Add(line, isDurable: true);

    public void Dispose() => _file.Dispose();
}
