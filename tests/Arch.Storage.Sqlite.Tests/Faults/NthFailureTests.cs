using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Maintenance;
using Arch.Storage.Sqlite.Tests.Support;

namespace Arch.Storage.Sqlite.Tests.Faults;

/// <summary>The disk fails once, at the first, the second, … write or flush. Wherever that is, nothing is lost, halved or done twice.</summary>
public sealed class NthFailureTests
{
    // The log is emptied in very many like writes; of those, some will do.
    private const int EachUpTo = 130;
    private const int ThenEvery = 97;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WriteAsync_NthOperationOfTheDiskFails_StoreStopsAndFileIsThatBeforeOrAfter(bool afterDoing)
    {
        var states = await StatesAsync();
        var failures = 0;
        for (var n = 1; ; n += n < EachUpTo ? 1 : ThenEvery)
        {
            var place = $"operation {n}, {(afterDoing ? "done all the same" : "not done")}";
            await using var folder = new StoreFolder(isInMemory: true);
            await (await folder.OpenAsync()).DisposeAsync();
            var fault = new DiskFault(n, afterDoing);
            var written = await WriteAsync(folder, fault, place);
            if (!fault.HasFailed)
            {
                written.ShouldBe(Story.Writes.Count, place);
                break;
            }

            failures++;
            // Closing the store writes as well, and what fails there is nobody's loss.
            string[] right = written == Story.Writes.Count ? [states[written]] : [states[written], states[written + 1]];
            right.ShouldContain(Story.Describe(folder), place);
            (await StoreCheck.RunAsync(folder.Path, null, TestContext.Current.CancellationToken)).Problems.ShouldBeEmpty(place);
            await (await folder.OpenAsync()).CommitAsync(Sample.Start("run-9"));
        }

        TestContext.Current.SendDiagnosticMessage($"{failures} failures.");
        failures.ShouldBeGreaterThan(EachUpTo);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OpenAsync_NthOperationOfTheDiskFailsWhileMigrating_FileOpensLaterWithEverything(bool afterDoing)
    {
        var refused = 0;
        for (var n = 1; ; n++)
        {
            var place = $"operation {n}, {(afterDoing ? "done all the same" : "not done")}";
            await using var folder = new StoreFolder(isInMemory: true);
            VersionOneFile.Make(folder);
            var fault = new DiskFault(n, afterDoing);
            using (FaultyDisk.Under(folder.Path, fault))
            {
                try
                {
                    await (await SqliteJournalStore.OpenAsync(StoreFolder.Options(folder.Path))).DisposeAsync();
                }
                catch (JournalStoreException failure)
                {
                    failure.Code.ShouldBe("ARCH5001", place);
                    refused++;
                }
            }

            if (!fault.HasFailed)
            {
                break;
            }

            var store = await folder.OpenAsync();
            foreach (var run in new[] { "run-1", "run-2", "run-3", "run-4" })
            {
                (await store.ReadAsync(new RunId(run))).Count.ShouldBe(5, place);
            }

            (await StoreCheck.RunAsync(folder.Path, null, TestContext.Current.CancellationToken)).Problems.ShouldBeEmpty(place);
        }

        refused.ShouldBeGreaterThan(10);
    }

    /// <summary>What is in the file before the first write and after each.</summary>
    private static async Task<List<string>> StatesAsync()
    {
        await using var folder = new StoreFolder(isInMemory: true);
        var store = await folder.OpenAsync();
        var states = new List<string> { Story.Describe(folder) };
        foreach (var write in Story.Writes)
        {
            await write(store);
            states.Add(Story.Describe(folder));
        }

        states.ShouldBeUnique();
        return states;
    }

    /// <summary>Writes until a write fails, and sees to it that no write after it succeeds.</summary>
    private static async Task<int> WriteAsync(StoreFolder folder, DiskFault fault, string place)
    {
        using var under = FaultyDisk.Under(folder.Path, fault);
        await using var store = await SqliteJournalStore.OpenAsync(StoreFolder.Options(folder.Path));
        for (var written = 0; written < Story.Writes.Count; written++)
        {
            try
            {
                await Story.Writes[written](store);
            }
            catch (JournalStoreException failure)
            {
                failure.Code.ShouldBe("ARCH5001", place);
                (await Should.ThrowAsync<JournalStoreException>(store.CommitAsync(Sample.Start("run-8")).AsTask(), place)).Message
                    .ShouldBe(failure.Message);
                return written;
            }
        }

        return Story.Writes.Count;
    }
}
