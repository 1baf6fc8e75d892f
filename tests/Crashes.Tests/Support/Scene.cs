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

    /// <summary>Gets the folder of what the clients of a second host know, and of its effects.</summary>
    public string RivalNotes => Path.Combine(_folder, "rival");

    /// <summary>Gets how often the second host has looked for work.</summary>
    public int RivalSweeps
    {
        get
        {
            var path = Path.Combine(RivalNotes, CrashHost.Load.Housekeeping.SweepsFile);
            return File.Exists(path) ? int.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture) : 0;
        }
    }

    public IReadOnlyCollection<LedgerEntry> Ledger => [.. Read(Notes), .. Read(RivalNotes)];

    public IEnumerable<string[]> Effects => Words("effects.log").Concat(Words("effects.log", RivalNotes));

    /// <summary>Gets the points at which hosts ended themselves.</summary>
    public IReadOnlyList<string> Killed => [.. Words("points.log").Select(words => words[1])];

    /// <summary>Gets how many flushes a failing disk has refused.</summary>
    public int FailedFlushes => Words("flushes.log").Count();

    /// <summary>Gets the codes for which runs were parked that a host resumed.</summary>
    public IReadOnlyList<string> Resumed => [.. Words("ledger.log").Where(words => words[0] == "R").Select(words => words[2])];

    public HostProcess Start(params string[] arguments) => HostProcess.Start(this, arguments);

    /// <summary>Starts a host on the same store that has other clients.</summary>
    public HostProcess StartRival(params string[] arguments) => HostProcess.Start(this, ["keys=r", .. arguments], notes: RivalNotes);

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

    private static IReadOnlyCollection<LedgerEntry> Read(string notes)
    {
        var path = Path.Combine(notes, "ledger.log");
        return File.Exists(path) ? CrashHost.Load.Ledger.Read(path) : [];
    }

    private IEnumerable<string[]> Words(string file, string? notes = null)
    {
        var path = Path.Combine(notes ?? Notes, file);
        return File.Exists(path) ? File.ReadLines(path).Select(line => line.Split(' ')) : [];
    }
}
