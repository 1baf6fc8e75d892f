using Arch.Host.Settings;

namespace Arch.Host.Scaffolding;

/// <summary>The beginning of a plugin: a project in the working folder that builds into the plugin folder.</summary>
internal static class NewPlugin
{
    public static IEnumerable<NewFile> Files(string name, ArchSettings settings)
    {
        var folder = Path.Combine(Directory.GetCurrentDirectory(), name);
        var target = Path.GetRelativePath(folder, Path.Combine(settings.PluginFolders[0], name));
        var sdk = Path.Combine(AppContext.BaseDirectory, "Arch.Sdk.dll");
        return
        [
            new(Path.Combine(folder, name + ".csproj"), Project(target, sdk)),
            new(Path.Combine(folder, "plugin.json"), Manifest(name)),
            new(Path.Combine(folder, "GreetStep.cs"), Step(name)),
        ];
    }

    private static string Project(string target, string sdk) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <EnableDynamicLoading>true</EnableDynamicLoading>
            <!-- The SDK of the Arch that made this file; set it with -p:ArchSdk=… on another machine. -->
            <ArchSdk Condition="'$(ArchSdk)' == ''">{sdk}</ArchSdk>
            <PluginFolder>$(MSBuildProjectDirectory)/{target}/</PluginFolder>
          </PropertyGroup>
          <ItemGroup>
            <!-- Arch shares its own Arch.Sdk with every plugin: a copy beside the plugin would be another type identity. -->
            <Reference Include="Arch.Sdk" HintPath="$(ArchSdk)" Private="false" />
            <None Include="plugin.json" CopyToOutputDirectory="PreserveNewest" />
          </ItemGroup>
          <Target Name="PlacePlugin" AfterTargets="Build">
            <ItemGroup>
              <PluginFile Include="$(OutDir)**/*" Exclude="$(OutDir)**/*.runtimeconfig.json" />
            </ItemGroup>
            <Copy SourceFiles="@(PluginFile)" DestinationFolder="$(PluginFolder)%(RecursiveDir)" SkipUnchangedFiles="true" />
          </Target>
        </Project>

        """;

    private static string Manifest(string name) => $$"""
        {
          "id": "{{name.Replace('_', '-')}}",
          "version": "0.1.0",
          "sdk": ">=0.1 <1",
          "description": "What the plugin is for, in a sentence.",
          "permissions": []
        }

        """;

    private static string Step(string name) => $$"""
        using System.ComponentModel;
        using Arch.Sdk;

        /// <summary>A step type; workflows write <c>uses: {{name}}.greet@1</c>.</summary>
        [Step("{{name}}.greet", Summary = "Greets somebody.", Idempotent = true)]
        public sealed class GreetStep : IStep<GreetInput, GreetOutput>
        {
            public Task<GreetOutput> RunAsync(GreetInput input, StepContext context, CancellationToken cancellationToken)
            {
                var greeting = $"{input.Greeting}, {input.Name}!";
                context.Log.Info(greeting);
                return Task.FromResult(new GreetOutput { Greeting = greeting });
            }
        }

        public sealed record GreetInput
        {
            [Description("Who is greeted.")]
            public required string Name { get; init; }

            [Description("The word that greets.")]
            public string Greeting { get; init; } = "Hello";
        }

        public sealed record GreetOutput
        {
            [Description("The whole greeting.")]
            public required string Greeting { get; init; }
        }

        """;
}
