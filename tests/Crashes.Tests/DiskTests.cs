using System.Diagnostics;
using System.Globalization;
using Arch.Engine.Ports;
using Arch.Storage.Sqlite;
using Crashes.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Crashes.Tests;

/// <summary>Disks that fail, are full or lose what was written last, and files that others lock.</summary>
public sealed class DiskTests
{
    /// <summary>R06 fsync-EIO: the host stops at the first flush that fails, and never goes on with that handle.</summary>
    [Fact]
    public async Task Host_AFlushOfTheLogFails_StopsAndGoesOnAfterARestart()
    {
        using var scene = new Scene();
        var shim = await CompileShimAsync(scene);
        var random = Campaign.Random("R06");
        var wanted = 10 * Campaign.Scale;
        for (var fault = 1; fault <= wanted; fault++)
        {
            var count = random.Next(5, 120);
            using var host = StartFailing(scene, shim, "/arch.db-wal", count);
            await ShouldStopAsync(host);
            scene.FailedFlushes.ShouldBe(fault, "the flush did not fail");
        }

        await scene.FinishAsync("resume=1");
        var audit = await Audit.ShouldHoldAsync(scene);
        Campaign.Tell("R06 fsync-EIO", $"{wanted} flushes failed, {audit.Runs} runs, {audit.Repeats} effects repeated");
    }

    /// <summary>R06 fsync-EIO in a checkpoint: the log still has what the database lost, and is not begun anew before a checkpoint was flushed.</summary>
    [Theory]
    [InlineData("/arch.db", 4, false)]
    [InlineData("/arch.db-wal", 1, true)]
    public async Task Host_AFlushInACheckpointFails_LosesNothing(string file, int count, bool isIdle)
    {
        using var scene = new Scene();
        var shim = await CompileShimAsync(scene);
        var wanted = 2 * Campaign.Scale;
        for (var fault = 1; fault <= wanted; fault++)
        {
            using var host = StartFailing(scene, shim, file, count, isIdle);
            while (scene.FailedFlushes < fault)
            {
                await HostProcess.GoOnForAsync(TimeSpan.FromMilliseconds(50));
                host.HasEnded.ShouldBeFalse("the flush did not fail");
            }

            await host.KillAsync();
        }

        await scene.FinishAsync("resume=1");
        var audit = await Audit.ShouldHoldAsync(scene);
        Campaign.Tell($"R06 fsync-EIO of {file} in a checkpoint", $"{wanted} flushes failed, {audit.Runs} runs");
    }

    /// <summary>R07 disk-full: no start is acknowledged that is lost, and the store is still read.</summary>
    [Fact]
    public async Task Host_DiskFull_RefusesStartsAndGoesOnWhenThereIsRoom()
    {
        var mount = Directory.CreateTempSubdirectory("arch-disk-").FullName;
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && await RunAsync("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", mount),
            "A small disk cannot be mounted here: it takes Linux and the right to mount.");
        try
        {
            using var scene = new Scene(Path.Combine(mount, "store"));
            var ballast = Path.Combine(mount, "ballast");
            var wanted = 5 * Campaign.Scale;
            var largest = 6_000_000;
            for (var fault = 0; fault < wanted; fault++)
            {
                // Each time the store is larger, so less is needed to fill the disk.
                var room = new DriveInfo(mount).AvailableFreeSpace;
                await File.WriteAllBytesAsync(
                    ballast, new byte[Math.Clamp(room - 500_000, 0, largest)], TestContext.Current.CancellationToken);
                using (var host = scene.Start("rate=200", "resume=1"))
                {
                    await ShouldStopAsync(host);
                    host.Lines.ShouldContain(line => line.StartsWith("failed ARCH5001", StringComparison.Ordinal) && line.Contains("disk is full"));
                }

                File.Delete(ballast);
                await scene.FinishAsync("resume=1");
            }

            var audit = await Audit.ShouldHoldAsync(scene);
            Campaign.Tell("R07 disk-full", $"{wanted} times full, {audit.Runs} runs");
        }
        finally
        {
            (await RunAsync("umount", mount)).ShouldBeTrue();
            Directory.Delete(mount);
        }
    }

    /// <summary>R08 torn-wal: each copy lost or has wrong what the end of its log said.</summary>
    [Fact]
    public async Task Store_EndOfTheLogTorn_OpensAtACommit()
    {
        var random = Campaign.Random("R08");
        var (opened, refused, shortest, longest) = (0, 0, long.MaxValue, 0L);
        var wanted = 100 * Campaign.Scale;
        for (var image = 0; opened + refused < wanted; image++)
        {
            // Of a new host each, so that a long campaign does not copy ever larger files.
            using var scene = new Scene();
            using var host = scene.Start("rate=100");
            (await host.IsReadyAsync()).ShouldBeTrue();
            await HostProcess.GoOnForAsync(TimeSpan.FromMilliseconds(random.Next(100, 1_500)));
            await host.SignalAsync("STOP");
            var torn = await TornLog.ReadAsync(scene.Database);
            var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
            (await host.KillAsync()).ShouldBeTrue();
            // A log that is all in the database already has no end to lose.
            image.ShouldBeLessThan(wanted, "hardly any log could be torn");
            for (var round = 0; round < 10 && torn.CanBeTorn; round++)
            {
                using var copy = new Scene();
                await torn.WriteAsync(copy.Database, random);
                if (await OpenAsync(copy, time, $"seed {Campaign.Seed}, image {image}, round {round}") is { } records)
                {
                    opened++;
                    (shortest, longest) = (Math.Min(shortest, records), Math.Max(longest, records));
                }
                else
                {
                    refused++;
                }
            }
        }

        Campaign.Tell("R08 torn-wal", $"{opened} opened with {shortest} to {longest} records, {refused} refused");
        (opened + refused).ShouldBe(wanted);
        longest.ShouldBeGreaterThan(shortest, "the damage must cost something");
    }

    /// <summary>R13 sqlite-locked: another program holds the lock for writing, in long campaigns for up to half a minute.</summary>
    [Fact]
    public async Task Host_FileLockedByAnother_LosesNothing()
    {
        using var scene = new Scene();
        var random = Campaign.Random("R13");
        using var host = scene.Start("rate=50");
        (await host.IsReadyAsync()).ShouldBeTrue();
        var wanted = 5 * Campaign.Scale;
        for (var fault = 0; fault < wanted; fault++)
        {
            await HostProcess.GoOnForAsync(TimeSpan.FromMilliseconds(random.Next(100, 400)));
            using var other = scene.Connect();
            other.Execute("BEGIN IMMEDIATE");
            var before = other.Texts("SELECT count(*) FROM journal")[0];
            await HostProcess.GoOnForAsync(TimeSpan.FromMilliseconds(random.Next(500, fault % 10 == 9 ? 30_000 : 2_500)));
            using (var reader = scene.Connect())
            {
                reader.Texts("SELECT count(*) FROM journal")[0].ShouldBe(before, "the lock did not hold up the host");
            }

            other.Execute("COMMIT");
        }

        (await host.KillAsync()).ShouldBeTrue("the host ended because of the lock");
        await scene.FinishAsync();
        var audit = await Audit.ShouldHoldAsync(scene);
        Campaign.Tell("R13 sqlite-locked", $"{wanted} locks, {audit.Runs} runs");
    }

    private static HostProcess StartFailing(Scene scene, string shim, string file, int count, bool isIdle = false)
    {
        var environment = new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = shim,
            ["FAILING_FSYNC_OF"] = file,
            ["FAILING_FSYNC_AT"] = count.ToString(CultureInfo.InvariantCulture),
            ["FAILING_FSYNC_NOTE"] = Path.Combine(scene.Notes, "flushes.log"),
        };
        if (isIdle)
        {
            environment["FAILING_FSYNC_IDLE"] = "1";
        }

        return HostProcess.Start(scene, ["resume=1", "rate=100"], environment);
    }

    private static async Task<long?> OpenAsync(Scene copy, TimeProvider time, string place)
    {
        try
        {
            await using var store = await SqliteJournalStore.OpenAsync(new SqliteStoreOptions { Folder = copy.Store, TimeProvider = time });
            var report = await Audit.VerifyAsync(store, time);
            report.Violations.ShouldBeEmpty(place);
            return report.Records;
        }
        catch (JournalStoreException refusal)
        {
            refusal.Code.ShouldBe("ARCH5001", place);
            return null;
        }
    }

    private static async Task ShouldStopAsync(HostProcess host)
    {
        (await host.EndAsync()).ShouldBe(3, string.Join('\n', host.Lines));
        host.Lines.ShouldContain(line => line.StartsWith("failed ARCH5001", StringComparison.Ordinal));
        host.Lines.ShouldContain("refused ARCH5001");
        host.Lines.ShouldContain(line => line.StartsWith("read ", StringComparison.Ordinal));
    }

    private static async Task<string> CompileShimAsync(Scene scene)
    {
        var shim = Path.Combine(scene.Notes, "failing_fsync.so");
        var source = Path.Combine(AppContext.BaseDirectory, "Native", "failing_fsync.c");
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && await RunAsync("cc", "-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"),
            "The library that lets flushes fail cannot be compiled here: it takes Linux and the C compiler 'cc' (package gcc, libc6-dev).");
        return shim;
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })
                ?? throw new InvalidOperationException($"'{program}' did not start.");
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program.
            return false;
        }
    }
}
