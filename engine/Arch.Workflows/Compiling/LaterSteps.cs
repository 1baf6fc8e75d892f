using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Checks the steps that cannot be executed yet: everything about them but their execution is there.</summary>
internal sealed class LaterSteps(DocumentScope document)
{
    public VerbResult Check(StepSite site)
    {
        Data(site.Value("env"), site.Names, allowsSecrets: true);
        Data(site.Value("files"), site.Names, allowsSecrets: true);
        Data(site.Value("with"), site.Names, allowsSecrets: true);
        return new(null, LeafCompiler.Declared(document, site, Run(site)), site.Flow);
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

    private void Data(YamlNode? node, NameScope names, bool allowsSecrets)
    {
        if (node is not null)
        {
            _ = document.Data.Compile(node, names, allowsSecrets);
        }
    }
}
