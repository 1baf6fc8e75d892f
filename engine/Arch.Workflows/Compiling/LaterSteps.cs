using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Checks the steps that cannot be executed yet: everything about them but their execution is there.</summary>
internal sealed class LaterSteps(DocumentScope document)
{
    public VerbResult Check(StepSite site, string verb)
    {
        Data(site.Value("env"), site.Names, allowsSecrets: true);
        Data(site.Value("files"), site.Names, allowsSecrets: true);
        Data(site.Value("with"), site.Names, allowsSecrets: true);
        var outputs = verb == "run" ? Run(site) : Agent(site);
        return new(null, LeafCompiler.Declared(document, site, outputs), site.Flow);
    }

    private TypeShape Run(StepSite site)
    {
        if (site.Value("run") is YamlScalar script && !document.Context.IsBroken(script)
            && script.Text.IndexOf("${{", StringComparison.Ordinal) is >= 0 and var at)
        {
            document.Expressions.Report(script, at, new(
                "ARCH2301",
                0,
                3,
                "'${{ }}' in a shell script would turn data into code.",
                "Give the value a name under 'env' and use the variable in the script."));
        }

        return TypeShape.AnyObject;
    }

    private TypeShape Agent(StepSite site)
    {
        foreach (var part
            in ((site.Value("tools") as YamlSequence)?.Items ?? []).AddRange((site.Value("approve") as YamlSequence)?.Items ?? []))
        {
            var mapping = part as YamlMapping;
            Data(mapping?.Find("with")?.Value, site.Names, allowsSecrets: true);
            Data(mapping?.Find("assign")?.Value, site.Names, allowsSecrets: false);
            if (mapping?.Find("when") is { } when)
            {
                document.Expressions.Condition(when.Value, site.Names);
            }
        }

        return TypeShape.AnyObject;
    }

    private void Data(YamlNode? node, NameScope names, bool allowsSecrets)
    {
        if (node is not null)
        {
            _ = document.Data.Compile(node, names, allowsSecrets);
        }
    }
}
