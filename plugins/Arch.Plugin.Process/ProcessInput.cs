using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Sdk;

namespace Arch.Plugin.Process;

/// <summary>What both ways to start a program take.</summary>
internal abstract record ProcessInput
{
    [Description("Variables by name. Of the host's own ones it has PATH, HOME and LANG alone.")]
    [Example("{ GIT_TERMINAL_PROMPT: \"0\" }")]
    [Secret]
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    [Description("The folder that it begins in, below a folder that the host opens. The run's working folder unless given.")]
    [Example("checkout")]
    public string? Folder { get; init; }

    [Description("The exit codes that are no failure.")]
    [Example("[0, 1]")]
    public IReadOnlyList<int> Expect { get; init; } = [0];

    [Description("How the standard output is given: as text, as the JSON that it is, or as a list of its lines.")]
    public OutputForm Output { get; init; } = OutputForm.Text;

    [Description("The most bytes that are kept of each output. What comes after is dropped, and 'truncated' says so.")]
    [Range(1, 64 * 1024 * 1024)]
    public int MaxOutput { get; init; } = 1024 * 1024;

    [Description("The most time that it may take. Then it is ended with all that it started.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    [Description("Whether each line goes to the log as it comes: of the standard output as info, of the standard error as warning.")]
    public bool Log { get; init; } = true;
}
