using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Testing.Snapshots;
using Arch.Testing.Tests.Support;

namespace Arch.Testing.Tests.Snapshots;

public sealed class SnapshotTests : IDisposable
{
    private const string Main = "steps:\n  - {id: ask, uses: test.do@1, with: {q: 1}}\n  - {id: tell, emit: t.told, data: {n: \"${{ steps.ask.outputs.n }}\"}}\noutputs: {n: {type: number, value: \"${{ steps.ask.outputs.n }}\"}}\n";
    private const string Test = "mocks: {ask: {outputs: {n: 7}}}\nexpect: {snapshot: true}";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("arch-snapshots-");

    private string TestFile => Path.Combine(_folder.FullName, "a.test.yaml");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Snapshot_OfAnOutcome_HoldsAllOfIt()
    {
        var result = await new Bench(Main).CaseAsync(Test, snapshots: null);

        ValueJson.ToJson(result.Snapshot).ShouldBe(
            """{"status":"succeeded","took":"0s","path":["ask","tell"],"steps":{"ask":{"status":"succeeded","inputs":{"q":1},"outputs":{"n":7}},"tell":{"status":"succeeded"}},"outputs":{"n":7},"emitted":[{"subject":"t.told","data":{"n":7}}]}""");
    }

    [Fact]
    public async Task Snapshot_ThatIsMissing_FailsWithTheRemedy()
    {
        var finding = await new Bench(Main).FailAsync(Test);

        finding.ToString().ShouldBe("main.test.yaml:7:5 ARCH7014 There is no snapshot of this case. Write it with '--update', look at it, and keep it with the test.");
    }

    [Fact]
    public async Task Snapshot_ThatWasWritten_IsWhatIsComparedWith()
    {
        var written = await new Bench(Main).CaseAsync(Test, snapshots: null);
        SnapshotFile.Write(TestFile, [KeyValuePair.Create("it", written.Snapshot)]).ShouldBeTrue();
        var read = ValueJson.ToJson(SnapshotFile.Read(TestFile));

        var same = await new Bench(Main).CaseAsync(Test, read);
        var other = await new Bench(Main).CaseAsync(Test.Replace("n: 7", "n: 8", StringComparison.Ordinal), read);

        same.Findings.ShouldBeEmpty();
        other.Findings.ShouldHaveSingleItem().Message.ShouldBe("The outcome differs from the snapshot.");
        SnapshotFile.Write(TestFile, [KeyValuePair.Create("it", written.Snapshot)]).ShouldBeFalse();
    }

    [Fact]
    public void Write_Nothing_DeletesTheFile()
    {
        SnapshotFile.Write(TestFile, [KeyValuePair.Create("it", Value.EmptyObject)]);

        SnapshotFile.Write(TestFile, []).ShouldBeTrue();

        File.Exists(SnapshotFile.PathOf(TestFile)).ShouldBeFalse();
        SnapshotFile.Read(TestFile).ShouldBe(Value.EmptyObject);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    public void Read_SomethingElse_IsRefused(string text)
    {
        File.WriteAllText(SnapshotFile.PathOf(TestFile), text);

        Should.Throw<ArchException>(() => SnapshotFile.Read(TestFile)).Code.ShouldBe("ARCH7014");
    }
}
