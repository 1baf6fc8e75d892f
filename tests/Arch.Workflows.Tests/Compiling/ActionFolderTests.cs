using Arch.Expressions.JavaScript;
using Arch.Workflows.Catalog;
using Arch.Workflows.Compiling;
using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Compiling;

public sealed class ActionFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("arch-actions-").FullName;

    public ActionFolderTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "project", "actions", "notify"));
        File.WriteAllText(Path.Combine(_root, "project", "actions", "send.yaml"), "send");
        File.WriteAllText(Path.Combine(_root, "project", "actions", "notify", "action.yaml"), "notify");
        File.WriteAllText(Path.Combine(_root, "outside.yaml"), "outside");
    }

    [Theory]
    [InlineData("actions/send", "send")]
    [InlineData("actions/send.yaml", "send")]
    [InlineData("actions/notify", "notify")]
    public void Read_FileOfTheProject_IsFound(string path, string expected) =>
        Read(path).Source.ShouldNotBeNull().Text.ShouldBe(expected);

    [Theory]
    [InlineData("actions/missing")]
    [InlineData("actions")]
    public void Read_WhatIsNotThere_IsMissing(string path) => Read(path).ShouldBe(ActionFile.Missing);

    [Theory]
    [InlineData("../outside")]
    [InlineData("../outside.yaml")]
    [InlineData("actions/../../outside.yaml")]
    [InlineData("../nothing")]
    public void Read_PathThatLeadsOut_IsRefused(string path) =>
        Read(path).ShouldBe(ActionFile.Refused("lies outside of the project's folder"));

    [Fact]
    public void Read_SiblingFolderWithTheSamePrefix_IsOutside()
    {
        Directory.CreateDirectory(Path.Combine(_root, "project-other"));
        File.WriteAllText(Path.Combine(_root, "project-other", "x.yaml"), "x");

        Read("../project-other/x").ShouldBe(ActionFile.Refused("lies outside of the project's folder"));
    }

    [Theory]
    [InlineData("actions/leak.yaml", "../../outside.yaml", "actions/leak")]
    [InlineData("actions/leak.yaml", "../../outside.yaml", "actions/leak.yaml")]
    [InlineData("away", "..", "away/outside")]
    [InlineData("actions/nowhere.yaml", "../../nothing.yaml", "actions/nowhere")]
    public void Read_LinkThatLeadsOut_IsRefused(string link, string target, string path)
    {
        File.CreateSymbolicLink(Path.Combine(_root, "project", link), target);

        Read(path).ShouldBe(ActionFile.Refused("is reached through a link that leads out of the project's folder"));
    }

    [Fact]
    public void Read_ChainOfLinksThatLeadsOut_IsRefused()
    {
        File.CreateSymbolicLink(Path.Combine(_root, "project", "actions", "first.yaml"), "second.yaml");
        File.CreateSymbolicLink(Path.Combine(_root, "project", "actions", "second.yaml"), Path.Combine(_root, "outside.yaml"));

        Read("actions/first").ShouldBe(ActionFile.Refused("is reached through a link that leads out of the project's folder"));
    }

    [Fact]
    public void Read_LinkInTheProject_IsFollowed()
    {
        File.CreateSymbolicLink(Path.Combine(_root, "project", "actions", "again.yaml"), "notify/action.yaml");

        Read("actions/again").Source.ShouldNotBeNull().Text.ShouldBe("notify");
    }

    [Fact]
    public void Read_WorkflowThatIsNamedFromTheProject_IsFoundFromAnyWorkingFolder()
    {
        File.WriteAllText(Path.Combine(_root, "project", "named_from_the_project.yaml"), "flow");

        Files().Read("named_from_the_project.yaml", "actions/send").Source.ShouldNotBeNull().Text.ShouldBe("send");
    }

    [Fact]
    public void Read_ProjectBehindALink_IsFound()
    {
        Directory.CreateSymbolicLink(Path.Combine(_root, "shortcut"), "project");

        var file = new ActionFolder(Path.Combine(_root, "shortcut")).Read(Path.Combine(_root, "shortcut", "flow.yaml"), "actions/send");

        file.Source.ShouldNotBeNull().Text.ShouldBe("send");
    }

    [Fact]
    public void Read_LinksInACircle_AreRefused()
    {
        File.CreateSymbolicLink(Path.Combine(_root, "project", "a.yaml"), "b.yaml");
        File.CreateSymbolicLink(Path.Combine(_root, "project", "b.yaml"), "a.yaml");

        Read("a").Refusal.ShouldBe("cannot be read: it leads through more than 40 links");
    }

    [Fact]
    public void Compile_ActionBehindALink_TellsWhere()
    {
        File.CreateSymbolicLink(Path.Combine(_root, "project", "actions", "leak.yaml"), "../../outside.yaml");
        var flow = Path.Combine(_root, "project", "flow.yaml");
        var compiler = new WorkflowCompiler(new JavaScriptLanguage(), new FixtureCatalog(), NoWorkflows.Value, Files());

        var compilation = compiler.Compile(
            new SourceText(flow, "arch: 1\nid: flow\nnamespace: tests\nsteps:\n  - {id: a, uses: ./actions/leak}\n"));

        compilation.Diagnostics.ShouldHaveSingleItem().ToString().ShouldBe(
            $"{flow}:5:19 ARCH2114 The action file 'actions/leak' is reached through a link that leads out of the project's folder."
            + " Keep the action in the project's folder, where it can be read and is versioned with the workflow.");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private ActionFile Read(string path) => Files().Read(Path.Combine(_root, "project", "flow.yaml"), path);

    private ActionFolder Files() => new(Path.Combine(_root, "project"));
}
