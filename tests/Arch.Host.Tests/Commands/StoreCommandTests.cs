using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Commands;

public sealed class StoreCommandTests
{
    [Fact]
    public async Task Restore_OfABackup_BringsTheRunsBack()
    {
        using var project = new TempProject().With("gate.yaml", Workflows.Gate);
        var id = await project.RunUntilItWaitsAsync("gate.yaml");

        var backup = await project.RunAsync("store", "backup", "backup.db");
        await project.RunAsync("runs", "signal", id, "go");
        var restored = await project.RunAsync("store", "restore", "backup.db", "--output", "json");
        var status = await project.StatusOfAsync(id);
        var verified = await project.RunAsync("verify");

        backup.ExitCode.ShouldBe(0, backup.ToString());
        backup.Output.ShouldContain("Backed up to ");
        restored.Json.GetProperty("sound").GetBoolean().ShouldBeTrue();
        File.Exists(restored.Json.GetProperty("keptAside").GetString()).ShouldBeTrue();
        status.ShouldBe("waiting");
        verified.ExitCode.ShouldBe(0, verified.ToString());
        verified.Output.ShouldEndWith(" records verified, nothing is wrong.\n");
    }

    [Fact]
    public async Task Check_BackupWithADamagedPage_FindsItAndExitsWith1()
    {
        using var project = new TempProject().With("gate.yaml", Workflows.Gate);
        await project.RunUntilItWaitsAsync("gate.yaml");
        await project.RunAsync("store", "backup", "backup.db");

        var sound = await project.RunAsync("store", "check");
        Damage(project.PathOf("backup.db"));
        var damaged = await project.RunAsync("store", "check", "backup.db", "--output", "json");
        var refused = await project.RunAsync("store", "restore", "backup.db");

        sound.ExitCode.ShouldBe(0, sound.ToString());
        sound.Output.ShouldEndWith("Nothing is wrong.\n");
        damaged.ExitCode.ShouldBe(1, damaged.ToString());
        damaged.Json.GetProperty("problems").GetArrayLength().ShouldBeGreaterThan(0);
        refused.ExitCode.ShouldBe(2, refused.ToString());
        refused.Errors.ShouldContain("ARCH5010 ");
    }

    [Fact]
    public async Task Compact_PurgedStore_GivesSpaceBack()
    {
        using var project = new TempProject().With("gate.yaml", Workflows.Gate);
        await project.RunUntilItWaitsAsync("gate.yaml");
        await project.RunAsync("runs", "cancel", "--all");
        await project.RunAsync("runs", "purge", "--all");

        var compacted = await project.RunAsync("store", "compact", "--output", "json");

        compacted.ExitCode.ShouldBe(0, compacted.ToString());
        compacted.Json.GetProperty("rewritten").GetBoolean().ShouldBeTrue();
        compacted.Json.GetProperty("bytesAfter").GetInt64().ShouldBeLessThanOrEqualTo(compacted.Json.GetProperty("bytesBefore").GetInt64());
    }

    [Theory]
    [InlineData("ARCH5012", "store", "check")]
    [InlineData("ARCH5012", "store", "backup", "backup.db")]
    [InlineData("ARCH5012", "store", "restore", "backup.db")]
    [InlineData("ARCH6016", "verify")]
    public async Task Command_NoStore_ExitsWith2AndTheCode(string code, params string[] arguments)
    {
        using var project = new TempProject();

        var result = await project.RunAsync(arguments);

        result.ExitCode.ShouldBe(2, result.ToString());
        result.Errors.ShouldStartWith(code + " ");
    }

    // All pages but the first, which says that it is a database at all.
    private static void Damage(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        var junk = new byte[stream.Length - 4096];
        Array.Fill(junk, (byte)0xA5);
        stream.Position = 4096;
        stream.Write(junk);
    }
}
