using Arch.Engine.Ports;

namespace Arch.Storage.Sqlite.Tests.Support;

/// <summary>Claims as most tests want them.</summary>
internal static class Claims
{
    /// <summary>Claims all that there is something to do for, in as many rounds as it takes.</summary>
    public static async Task<IReadOnlyList<RunClaim>> ClaimAllAsync(this SqliteJournalStore store)
    {
        var all = new List<RunClaim>();
        while (await store.ClaimRunnableAsync(StoreFolder.Now, 256) is { Count: > 0 } claims)
        {
            all.AddRange(claims);
        }

        return all;
    }
}
