using System.Diagnostics;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Tests.Support;

namespace Arch.Storage.Sqlite.Tests;

public sealed class FullDiskTests
{
    [Fact]
    public async Task CommitAsync_DiskFull_StopsWithARCH5001AndLosesNothing()
    {
        var token = TestContext.Current.CancellationToken;
        var mount = Directory.CreateTempSubdirectory("arch-disk-").FullName;
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && await RunAsync("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", mount),
            "A small disk cannot be mounted here: it takes Linux and the right to mount.");
        try
        {
            var ballast = Path.Combine(mount, "ballast");
            await File.WriteAllBytesAsync(ballast, new byte[1_000_000], token);
            var folder = Path.Combine(mount, "store");

            var committed = await FillAsync(folder);
            File.Delete(ballast);

            await using var reopened = await SqliteJournalStore.OpenAsync(StoreFolder.Options(folder));
            (await reopened.ReadAsync(new RunId("run-1"))).Count.ShouldBeInRange(committed, committed + 1);
            await reopened.CommitAsync(Sample.Start("run-2"));
        }
        finally
        {
            (await RunAsync("umount", mount)).ShouldBeTrue();
            Directory.Delete(mount);
        }
    }

    private static async Task<int> FillAsync(string folder)
    {
        await using var store = await SqliteJournalStore.OpenAsync(StoreFolder.Options(folder));
        await store.SaveDefinitionAsync(Sample.Definition, Sample.Sources);
        await store.CommitAsync(Sample.Start("run-1"));
        for (var committed = 1; ; committed++)
        {
            try
            {
                await store.CommitAsync(Sample.Next("run-1", committed + 1));
            }
            catch (JournalStoreException failure)
            {
                failure.Code.ShouldBe("ARCH5001");
                failure.Message.ShouldContain("Free some space on that disk, then start again");
                (await Should.ThrowAsync<JournalStoreException>(store.CommitAsync(Sample.Start("run-2")).AsTask()))
                    .Message.ShouldBe(failure.Message);
                (await store.ReadAsync(new RunId("run-1"))).Count.ShouldBe(committed);
                return committed;
            }
        }
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })
            ?? throw new InvalidOperationException($"'{program}' did not start.");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0;
    }
}
