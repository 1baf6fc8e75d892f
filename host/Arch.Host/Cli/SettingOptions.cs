using System.CommandLine;
using Arch.Host.Settings;

namespace Arch.Host.Cli;

/// <summary>Options of the command line that win over settings of <c>arch.yaml</c>.</summary>
internal sealed class SettingOptions
{
    private readonly Option<string[]> _urls = new("--urls")
    {
        Description = "Where the host listens, as http://127.0.0.1:8480; several with ';' between them. Port 0 takes a free one.",
        HelpName = "url",
    };

    private readonly Option<string?> _profile = new("--profile") { Description = "Which of 'profiles' of arch.yaml holds.", HelpName = "name" };

    private readonly Option<string[]> _roles = new("--roles")
    {
        Description = $"What the host does: {string.Join(", ", HostRoleNames.All)}; all unless given.",
        HelpName = "role",
    };

    public void AddTo(Command command)
    {
        command.Add(_urls);
        command.Add(_profile);
        command.Add(_roles);
    }

    public IReadOnlyList<KeyValuePair<string, SettingValue>> Read(ParseResult parsed)
    {
        var overrides = new List<KeyValuePair<string, SettingValue>>();
        Add("server/urls", _urls.Name, parsed.GetValue(_urls) ?? []);
        Add(SettingKeys.Profile, _profile.Name, parsed.GetValue(_profile) is { } profile ? [profile] : []);
        Add("server/roles", _roles.Name, parsed.GetValue(_roles) ?? []);
        return overrides;

        void Add(string path, string option, string[] given)
        {
            string[] texts = [.. given.SelectMany(text => text.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
            if (texts.Length > 0)
            {
                overrides.Add(new(path, new SettingValue(texts, $"option {option}")));
            }
        }
    }
}
