using System.Globalization;
using Arch.Storage.Sqlite;
using CrashHost.Load;

namespace Crashes.Tests.Support;

/// <summary>Folders for one store and the notes of its hosts, gone after the test unless an audit of them failed.</summary>
internal sealed class Scene : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arch-crash-").FullName;

    public Scene(string? store = null)
    {
        Store = store ?? Path.Combine(_folder, "store");
        Directory.CreateDirectory(Store);
        Directory.CreateDirectory(Notes);
    }

    public string Store { get; }

    /// <summary>Gets or sets whether the folders stay, because something in them is to be looked at.</summary>
    public bool IsKept { get; set; }

    public string Notes => Path.Combine(_folder, "notes");

    public string Database => Path.Combine(Store, "arch.db");

    public IReadOnlyCollection<LedgerEntry> Ledger
    {
        get
        {
            var path = Path.Combine(Notes, "ledger.log");
            return File.Exists(path) ? CrashHost.Load.Ledger.Read(path) : [];
        }
    }

    public IEnumerable<string[]> Effects => Words("effects.log");

    /// <summary>Gets the points at which hosts ended themselves.</summary>
    public IReadOnlyList<string> Killed => [.. Words("points.log").Select(words => words[1])];

    /// <summary>Gets how many flushes a failing disk has refused.</summary>
    public int FailedFlushes => Words("flushes.log").Count();

    /// <summary>Gets the codes for which runs were parked that a host resumed.</summary>
    public IReadOnlyList<string> Resumed => [.. Words("ledger.log").Where(words => words[0] == "R").Select(words => words[2])];

    public HostProcess Start(params string[] arguments) => HostProcess.Start(this, arguments);

    /// <summary>Lets a host finish all that was begun, without a new start.</summary>
    public async Task FinishAsync(params string[] arguments)
    {
        using var host = Start(["runs=" + Ledger.Count.ToString(CultureInfo.InvariantCulture), .. arguments]);
        await host.ShouldFinishAsync();
    }

    public Task<SqliteJournalStore> OpenAsync() => SqliteJournalStore.OpenAsync(new SqliteStoreOptions { Folder = Store });

    /// <summary>Opens a connection to the store that knows nothing of Arch.</summary>
    public RawDatabase Connect() => RawDatabase.Open(Database);

    public void Dispose()
    {
        if (!IsKept)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private IEnumerable<string[]> Words(string file)
    {
        var path = Path.Combine(Notes, file);
        return File.Exists(path) ? File.ReadLines(path).Select(line => line.Split(' ')) : [];
    }
}
