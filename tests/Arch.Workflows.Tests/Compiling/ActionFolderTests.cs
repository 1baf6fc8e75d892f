using Arch.Workflows.Catalog;

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
        Files().Read(Path.Combine(_root, "project", "flow.yaml"), path).ShouldNotBeNull().Text.ShouldBe(expected);

    [Theory]
    [InlineData("actions/missing")]
    [InlineData("../outside")]
    [InlineData("../outside.yaml")]
    [InlineData("actions/../../outside.yaml")]
    [InlineData("actions")]
    public void Read_WhatIsNotThereOrOutside_IsNull(string path) =>
        Files().Read(Path.Combine(_root, "project", "flow.yaml"), path).ShouldBeNull();

    [Fact]
    public void Read_SiblingFolderWithTheSamePrefix_IsOutside()
    {
        Directory.CreateDirectory(Path.Combine(_root, "project-other"));
        File.WriteAllText(Path.Combine(_root, "project-other", "x.yaml"), "x");

        Files().Read(Path.Combine(_root, "project", "flow.yaml"), "../project-other/x").ShouldBeNull();
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private ActionFolder Files() => new(Path.Combine(_root, "project"));
}
