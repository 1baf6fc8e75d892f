using System.Diagnostics;
using System.Globalization;
using Arch.Sdk;
using Arch.Sdk.Vectors;
using Arch.Vectors.Tests.Support;
using Microsoft.Data.Sqlite;
using static Arch.Vectors.Tests.Support.TestStore;

namespace Arch.Vectors.Tests.Stores;

/// <summary>Other processes that write to the same file, and are killed.</summary>
public sealed class TwoProcessTests : IAsyncDisposable
{
    private readonly TestStore _files = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _files.DisposeAsync();

    [Fact]
    public async Task SearchAsync_OtherProcessWrites_SeesWhatItConfirmed()
    {
        var store = _files.Open();
        using var writer = Start();
        try
        {
            for (var round = 0; round < 20; round++)
            {
                var batch = await ReadAsync(writer);

                var found = await store.SearchAsync("crash", Query((batch * 20) + 7), Token);
                (found[0].Record.Key, found[0].Score).ShouldBe((((batch * 20) + 7).ToString(CultureInfo.InvariantCulture), 0));
                // The record that each batch replaces is there once.
                (await store.GetAsync("crash", new VectorSelection { Keys = ["last"] }, 0, 10, Token))
                    .Single().Metadata!["batch"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(batch);
                await store.UpsertAsync("own", [Record($"r{round}", [round])], Token);
            }
        }
        finally
        {
            writer.Kill();
            await writer.WaitForExitAsync(Token);
        }
    }

    [Fact]
    public async Task UpsertAsync_KilledAgainAndAgain_LosesNothingConfirmedAndKeepsNoHalf()
    {
        var random = new Random(20261126);
        var confirmed = -1L;
        for (var round = 0; round < 6; round++)
        {
            using var writer = Start();
            for (var i = random.Next(1, 60); i > 0; i--)
            {
                confirmed = await ReadAsync(writer);
            }

            writer.Kill();
            await writer.WaitForExitAsync(Token);
            while (await writer.StandardOutput.ReadLineAsync(Token) is { } line)
            {
                confirmed = long.Parse(line, CultureInfo.InvariantCulture);
            }

            await using var store = Arch.Storage.Sqlite.Vectors.SqliteVectorStore.Open(new() { Folder = _files.Folder });
            var count = (await store.FindAsync("crash", Token))!.Count;
            (count % 20).ShouldBe(1);
            (count / 20).ShouldBeGreaterThan(confirmed);
            var all = await store.GetAsync("crash", new VectorSelection { Filter = [] }, 0, int.MaxValue, Token);
            all.Count.ShouldBe((int)count);
            all.Select(record => record.Key).ShouldBe(
                Enumerable.Range(0, (int)count - 1).Select(number => number.ToString(CultureInfo.InvariantCulture)).Append("last"), ignoreOrder: true);
            (await store.SearchAsync("crash", Query((confirmed * 20) + 19), Token))[0].Score.ShouldBe(0);
        }
    }

    [Fact]
    public async Task Open_NewerVersion_IsRefused()
    {
        await _files.Open().DisposeAsync();
        var file = Path.Combine(_files.Folder, "vectors.db");
        await ExecuteAsync(file, "PRAGMA user_version = 9");

        var failure = Should.Throw<StepException>(() => _files.Open());

        (failure.Code, failure.Message).ShouldBe((
            "ARCH5004",
            $"The store '{file}' has schema version 9; this version of Arch knows versions up to 1. Use the version of Arch that wrote it, or a newer one."));
    }

    [Fact]
    public async Task Open_ForeignDatabase_IsRefused()
    {
        var file = Path.Combine(_files.Folder, "vectors.db");
        await ExecuteAsync(file, "CREATE TABLE t (x)");

        Should.Throw<StepException>(() => _files.Open()).Code.ShouldBe("ARCH5006");
    }

    private Process Start() =>
        Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CrashingWriter.dll"), _files.Folder, "vectors"])
        {
            RedirectStandardOutput = true,
        })!;

    private static async Task<long> ReadAsync(Process writer) =>
        long.Parse((await writer.StandardOutput.ReadLineAsync(Token)).ShouldNotBeNull("the writer ended"), CultureInfo.InvariantCulture);

    private static VectorQuery Query(long number) => new()
    {
        Vector = Enumerable.Range(1, 8).Select(i => (float)Math.Sin(number * i * 0.37)).ToArray(),
        Metric = VectorMetric.Euclidean,
        Limit = 1,
    };

    private static async Task ExecuteAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are those of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Token);
    }
}
