#include "mutants.h"

namespace htlint::test {

using namespace std::string_literals;

const std::vector<std::string>& smallCases() {
  static const std::vector<std::string> kCases = {
      // Lines.
      "", "\n", "Bogus\n", "Bogus", "\xEF\xBB\xBFRewriteEngine On\n", "RewriteEngine On\rBogus\n",
      "RewriteEngine On\r\nBogus\r\n", "Bo\\\ngus\n", "# x\\\nBogus\n", "# x\\\\\nBogus\n",
      "# x\\ \nBogus\n", "# x\\", "Bogus\\\\\n\nA\n", "Bogus\r\\\n\nA\n", "Bog\0us\nFoo"s,
      "\0Bogus\nOptions None\n"s, "# a\0 \\\nBogus\n"s, "# a\\\n\0b\nBogus"s, "\v\fBogus\v x\n",
      "\xC2\xA0"
      "Bogus\n",
      "Options None \\", "# " + std::string(8189, 'x') + "\n", "# " + std::string(8190, 'x') + "\n",
      "# " + std::string(8190, 'x'), "# " + std::string(8191, 'x'),
      "# " + std::string(8189, 'x') + "\r\n",
      "# " + std::string(8100, 'x') + "\\\n" + std::string(89, 'y') + "\n",
      "# " + std::string(8100, 'x') + "\\\n" + std::string(90, 'y') + "\n",
      "Bogus\n# " + std::string(9000, 'x') + "\n",
      // Names.
      "rewriteengine ON\n", "Options> None\n", "\"Options\" None\n", "'Options' None", "\"\" x\n",
      "\" \"x", ">\n", "x/>\n", "xy/>\n", "\"Opt\\\\ions\" None\n", "Directory x\n",
      "<Directory x>\n</Directory>\n", "<Location x>\n</Location>\n", "RewriteMap a txt:/b\n",
      "Define a\n", "Include x\n", "ServerTokens Prod\n", "LogLevel debug\n", "php_value a b\n",
      "<php_value a>\n</php_value>\n", "<Bogus x>\n</Bogus>\n", "<Options x>\n</Options>\n",
      "Files x\n", "IfModule x\n", "${UNDEFINED} x\n", "Options ${UNDEFINED}\n",
      // Sections.
      "<Files x>\n", "<Files x>\n</Files>\n", "<files x>\n</FILES>\n", "<Files>\n</Files>\n",
      "<Files x\n</Files>\n", "<Files x> y\n</Files>\n", "<Files x>\n</Files> junk\n",
      "<Files x>\n</Files >\n", "<Files x>\n</ Files>\n", "<Files x>\n</Files\n", "</Files>\n",
      "</\n", "</>\n", "<\n", "<>\n", "<>\n</>\n", "< Files x>\n</Files>\n", "<Files x>\n</>\n",
      "<Files x>\n<If true>\n</Files>\n</If>\n", "<Files x>\n</If>\n",
      "<If true>\n<Files x>\n</If>\n", "\"<Files\" x>\n</Files>\n", "<Files x>\n\"</Files>\"\n",
      "<Files \"x>\n</Files>\n", "<FilesMatch a>\n</Files>\n", "Bogus\n</Files>\n",
      "Bogus\n<Files x>\n", "Bogus\n<IfModule a>\n",
      "<RequireAll>\nRequire all granted\n</RequireAll>\n",
      "<RequireAny\nRequire all granted\n</RequireAny>\n",
      "<RequireAny> x\nRequire all granted\n</RequireAny>\n",
      // Conditional sections.
      "<IfModule mod_rewrite.c>\nBogus\n</IfModule>\n",
      "<IfModule rewrite_module>\nBogus\n</IfModule>\n",
      "<IfModule mod_rewrite>\nBogus\n</IfModule>\n",
      "<IfModule Mod_Rewrite.c>\nBogus\n</IfModule>\n",
      "<IfModule !mod_rewrite.c>\nBogus\n</IfModule>\n",
      "<IfModule !mod_no.c>\nBogus\n</IfModule>\n", "<IfModule mod_rewrite.c>\n",
      "<IfModule mod_no.c>\n", "<IfModule mod_no.c>\nBogus\n",
      "<IfModule mod_no.c>\n<Files x>\n</IfModule>\n",
      "<IfModule mod_no.c>\n<!-- x -->\n</IfModule>\n",
      "<IfModule mod_no.c>\n</Files>\n</IfModule>\n",
      "<IfModule mod_rewrite.c>\n</Files>\n</IfModule>\n",
      "<IfModule mod_rewrite.c>\n<Files x>\n</IfModule>\n</Files>\n", "<IfModule>\n</IfModule>\n",
      "<IfModule\n</IfModule>\n", "<IfModule mod_rewrite.c\nBogus\n</IfModule>\n",
      "<IfModule mod_rewrite.c> Bogus\n</IfModule>\n",
      "<IfModule \"mod_rewrite.c\">\nBogus\n</IfModule>\n",
      "<IfModule mod_rewrite.c >\nBogus\n</IfModule>\n", "<IfModule mod_no.c>\nBogus\n</IfModule\n",
      "<IfModule mod_rewrite.c>\nBogus\n</IfModule\n", "</IfModule>\n",
      "<IfModule mod_so.c>\nBogus\n</IfModule>\n", "<IfModule core.c>\nBogus\n</IfModule>\n",
      "<IfModule mod_rewrite.c>\n<IfModule mod_no.c>\nBogus\n</IfModule>\nBogus\n</IfModule>\n",
      "<IfModule mod_no.c>\n\"<Files\" x>\n</IfModule>\n",
      "<IfModule mod_no.c>\n# <Files x>\n</IfModule>\n", "<IfDefine X>\nBogus\n</IfDefine>\n",
      "<IfDefine !X>\nBogus\n</IfDefine>\n", "<IfDefine !X>\n", "<IfDefine X>\n",
      "<IfDefine>\n</IfDefine>\n", "<IfVersion >= 2.4>\nBogus\n</IfVersion>\n",
      "<IfVersion < 2.4>\nBogus\n</IfVersion>\n", "<IfVersion 2.4.71>\nBogus\n</IfVersion>\n",
      "<IfVersion = 2.4.70>\nBogus\n</IfVersion>\n", "<IfVersion ~ ^2\\.4>\nBogus\n</IfVersion>\n",
      "<IfVersion /^2/>\nBogus\n</IfVersion>\n", "<IfVersion !> 2.2>\nBogus\n</IfVersion>\n",
      "<IfFile x>\n</IfFile>\n", "<IfDirective RewriteEngine>\nBogus\n</IfDirective>\n",
      "<IfSection If>\nBogus\n</IfSection>\n",
      // A false section's end: httpd drops the close line's last byte unseen.
      "<IfModule no.c>\n</Files\n</IfModule>\n", "<IfModule no.c>\n</\n",
      "<IfModule no.c>\n</IfModule\n</IfModule>\n", "<IfModule no.c>\n</IfModulex\n",
      "<IfModule mod_rewrite.c>\n</IfModulex\n", "<IfModule no.c>\n</ifmodule>\nBogus",
      "<IfModule no.c>\n</IfModule> junk\nBogus",
      "<IfModule no.c>\n<Files>\n</Files>\n</IfModule>\nBogus",
      "<IfModule no.c>\n<Files x\n</Files>\n</IfModule>\nBogus",
      "<IfModule no.c>\n<Files/>\n</IfModule>\nBogus", "<IfModule no.c>\n\"</IfModule>\"\nBogus",
      "<IfModule no.c>\n<\n</>\n</IfModule>\nBogus", "<IfModule no.c>\nError x\n</IfModule>\n",
      "Error\n",
      // Opening lines.
      "<Limit GET POST>\n</Limit>\n", "<Limit get>\n</Limit>\n", "<Limit BOGUS>\n</Limit>\n",
      "<Limit TRACE>\n</Limit>\n", "<Limit>\n</Limit>\n", "<LimitExcept GET>\n</LimitExcept>\n",
      "<Limit GET>\n<Files x>\n</Files>\n</Limit>\n",
      "<Limit GET>\n<Limit POST>\n</Limit>\n</Limit>\n", "<FilesMatch (>\n</FilesMatch>\n",
      "<FilesMatch>\n</FilesMatch>\n", "<Files ~ (>\n</Files>\n", "<Files ~ a>\n</Files>\n",
      "<Files ~>\n</Files>\n", "<Files x y>\n</Files>\n", "<If>\n</If>\n",
      "<If \"file('/x')\">\n</If>\n", "<If true>\n</If>\n<Else>\n</Else>\n", "<Else>\n</Else>\n",
      "<ElseIf true>\n</ElseIf>\n", "<If true>\n</If>\nOptions None\n<Else>\n</Else>\n",
      "<If true>\n</If>\n<Else x>\n</Else>\n", "<IfVersion >= 2.x>\n</IfVersion>\n",
      "<IfVersion >= 2..4>\nBogus\n</IfVersion>\n", "<IfVersion 2.>\nBogus\n</IfVersion>\n",
      "<IfVersion >= 2.>\nBogus\n</IfVersion>\n", "<IfVersion = 2.4.>\nBogus\n</IfVersion>\n",
      "<IfVersion = 2.4.71.>\nBogus\n</IfVersion>\n", "<IfVersion >= .4>\n</IfVersion>\n",
      "<IfVersion = 0002.4>\nBogus\n</IfVersion>\n",
      "<IfVersion = 2.4.0071>\nBogus\n</IfVersion>\n", "<IfVersion = >\nBogus\n</IfVersion>\n",
      "<IfVersion =  2.4.71>\nBogus\n</IfVersion>\n", "<IfVersion -1>\nBogus\n</IfVersion>\n",
      "<IfVersion ~ (>\n</IfVersion>\n", "<IfVersion !>= 2.4>\nBogus\n</IfVersion>\n",
      "<IfVersion => 2.4>\n</IfVersion>\n",
      "<Files x>\n<IfModule mod_rewrite.c>\n</Files>\n</IfModule>\n",
      "<IfModule mod_rewrite.c>\n<Files x>\n</IfModule>\n",
      // Engine, base, options.
      "RewriteEngine\n", "RewriteEngine On x\n", "RewriteEngine on # x\n", "RewriteEngine maybe\n",
      "RewriteEngine \"On\"\n", "RewriteEngine OFF\n", "RewriteBase /\n", "RewriteBase x\n",
      "RewriteBase\n", "RewriteBase / x\n", "RewriteBase \"\"\n", "RewriteBase http://a/\n",
      "RewriteOptions Inherit\n", "RewriteOptions inherit\n", "RewriteOptions Bogus\n",
      "RewriteOptions\n", "RewriteOptions Inherit Bogus\n", "RewriteOptions MaxRedirects=5\n",
      "RewriteOptions MergeBase\n", "RewriteOptions AllowAnyURI\n",
      "RewriteOptions LongURLOptimization\n",
      // Argument lines.
      "RewriteRule\n", "RewriteRule a\n", "RewriteRule \"a\"\n", "RewriteRule a b\n",
      "RewriteRule a b c\n", "RewriteRule a b [L\n", "RewriteRule a b L]\n",
      "RewriteRule a b [L] x y\n", "RewriteRule a b # x\n", "RewriteRule a b [L, NC]\n",
      "RewriteRule a b \"[L, NC]\"\n", "RewriteRule a b [L,,NC]\n", "RewriteRule a b []\n",
      "RewriteRule a b [ ]\n", "RewriteRule a b [,]\n", "RewriteRule a \"b\n",
      "RewriteRule \"a b\n", "RewriteRule a b \"[L]\n", "RewriteRule a b \"[L]\"x\n",
      "RewriteRule \"a\"b\n", "RewriteRule \"a\"\"b\"[L]\n", "RewriteRule a\\ b\n",
      "RewriteRule a\\ b c [x\n", "RewriteRule \"a\\\" b\n", "RewriteRule a b \\ [L\n",
      "RewriteRule a b \"\"\n", "RewriteRule a \"\"\n", "RewriteRule a b \"\n", "RewriteRule \" \n",
      "RewriteCond\n", "RewriteCond a\n", "RewriteCond a b\n", "RewriteCond a b # x\n",
      "RewriteCond a b [NC]\n", "RewriteCond a b [OR,NC]\n", "RewriteCond a b [L]\n",
      "RewriteCond a b []\n", "RewriteCond a b [NV]\n", "RewriteCond a b [novary]\n",
      "RewriteCond a b [ornext]\n",
      // Flags.
      "RewriteRule a b [FOO]\n", "RewriteRule a b [DUMMY]\n", "RewriteRule a b [l,nc,qsa]\n",
      "RewriteRule a b [R]\n", "RewriteRule a b [R=]\n", "RewriteRule a b [R=301]\n",
      "RewriteRule a b [R=999]\n", "RewriteRule a b [R=abc]\n", "RewriteRule a b [R=permanent]\n",
      "RewriteRule a b [R=99]\n", "RewriteRule a b [R=418]\n", "RewriteRule a b [R=404]\n",
      "RewriteRule a b [R=30]\n", "RewriteRule a b [R=301x]\n", "RewriteRule a b [R=0]\n",
      "RewriteRule a b [R=-1]\n", "RewriteRule a b [redirect=301]\n", "RewriteRule a b [S]\n",
      "RewriteRule a b [S=x]\n", "RewriteRule a b [S=1]\n", "RewriteRule a b [S=-1]\n",
      "RewriteRule a b [S=99999999999]\n", "RewriteRule a b [skip=2]\n", "RewriteRule a b [N]\n",
      "RewriteRule a b [N=x]\n", "RewriteRule a b [N=5]\n", "RewriteRule a b [N=0]\n",
      "RewriteRule a b [next=5]\n", "RewriteRule a b [E]\n", "RewriteRule a b [E=x]\n",
      "RewriteRule a b [E=a:x,y]\n", "RewriteRule a b [CO=a]\n", "RewriteRule a b [CO]\n",
      "RewriteRule a b [T]\n", "RewriteRule a b [H]\n", "RewriteRule a b [B]\n",
      "RewriteRule a b [B=x]\n", "RewriteRule a b [BNP,BCTLS,BNE=x]\n",
      "RewriteRule a b [UnsafeAllow3F]\n", "RewriteRule a b [UnsafePrefixStat,UNC]\n",
      "RewriteRule a b [L=x]\n", "RewriteRule a b [NC=]\n",
      "RewriteRule a b [C,chain,F,forbidden,G,gone,NE,noescape,NS,nosubreq,P,proxy,PT]\n",
      "RewriteRule a b [passthrough,QSA,qsappend,QSD,qsdiscard,QSL,qslast,END,last,DPI]\n",
      "RewriteRule a b [cookie=a:b:c,env=a:b,type=a/b,handler=x,discardpath,nocase]\n",
      "RewriteRule a b [escapebackreferences]\n", "RewriteRule a b [backrefnoplus]\n",
      // Patterns.
      "RewriteRule ^(a$ b\n", "RewriteRule !^(a$ b\n", "RewriteRule [a b\n",
      "RewriteRule a{2,1} b\n", "RewriteRule *a b\n", "RewriteRule a** b\n",
      "RewriteRule (?<n>a) b\n", "RewriteRule (?P<n>a)\\k<n> b\n", "RewriteRule (?<n>a)(?<n>b) c\n",
      "RewriteRule (?'n' b\n", "RewriteRule \\ b\n", "RewriteRule ! b\n", "RewriteRule \"\" b\n",
      "RewriteRule \\p{Han} b\n", "RewriteRule \\p{Bogus} b\n", "RewriteRule [[:alpha:]] b\n",
      "RewriteRule [[:bogus:]] b\n", "RewriteRule (?R) b\n", "RewriteRule (*UTF8)a b\n",
      "RewriteRule \\C b\n", "RewriteRule (?<=a+)b c\n", "RewriteRule \\1(a) b\n",
      "RewriteRule \\2(a) b\n", "RewriteRule \xE6\x97\xA5 b\n", "RewriteRule [\xE6-\x97] b\n",
      "RewriteEngine Off\nRewriteRule ^(a$ b\n", "RewriteCond a ^(b\nRewriteRule a b\n",
      "RewriteCond a !^(b\n", "RewriteCond a [b\n", "RewriteCond a *b\n",
      // Conditions.
      "RewriteCond %{REQUEST_FILENAME} -f\n", "RewriteCond %{REQUEST_FILENAME} !-f\n",
      "RewriteCond %{REQUEST_FILENAME} ! -f\n", "RewriteCond %{REQUEST_FILENAME} -fx\n",
      "RewriteCond %{REQUEST_FILENAME} -(\n", "RewriteCond a -gt9\n", "RewriteCond a -gt 9\n",
      "RewriteCond a \"-gt 9\"\n", "RewriteCond a =b\n", "RewriteCond a =\"\"\n",
      "RewriteCond a =\n", "RewriteCond a <=(\n", "RewriteCond a >(\n", "RewriteCond a !=(\n",
      "RewriteCond a !<(\n", "RewriteCond a -l\n", "RewriteCond a -q\n", "RewriteCond a -lt(\n",
      "RewriteCond a -F [NC]\n", "RewriteCond expr true\n",
      "RewriteCond expr \"%{HTTPS} == 'on'\"\n", "RewriteCond expr \"(\"\n",
      "RewriteCond expr \"!true\"\n", "RewriteCond EXPR \"true\"\n",
      "RewriteCond expr \"%{BOGUS} == 'a'\"\n", "RewriteCond expr \"%{HTTP_X_FOO} == 'a'\"\n",
      "RewriteCond expr \"file('/etc/hostname') == 'a'\"\n",
      "RewriteCond expr \"-f '/etc/passwd'\"\n", "RewriteCond expr \"%{REQUEST_URI} =~ /(/\"\n",
      "RewriteCond expr \"%{REQUEST_URI} =~ m#^/a#\"\n",
      // The first error is the one that counts.
      "RewriteRule a\nBogus\n", "Bogus\nRewriteRule a\n", "RewriteRule a\n</Files>\n",
      "<IfModule mod_no.c>\nBogus\n</IfModule>\nRewriteBase x\n"};
  return kCases;
}

const std::vector<std::string>& mutationSeeds() {
  static const std::vector<std::string> kSeeds = {
      "RewriteEngine On\nRewriteCond %{HTTPS} off\n"
      "RewriteRule ^(.*)$ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]\n",
      "RewriteEngine on\nRewriteBase /\nRewriteRule ^index\\.php$ - [L]\n"
      "RewriteCond %{REQUEST_FILENAME} !-f\nRewriteCond %{REQUEST_FILENAME} !-d\n"
      "RewriteRule . /index.php [L]\n",
      "<IfModule mod_rewrite.c>\n  RewriteEngine On\n  <IfModule mod_negotiation.c>\n"
      "    Options -MultiViews -Indexes\n  </IfModule>\n  RewriteCond %{HTTP:Authorization} .\n"
      "  RewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]\n"
      "  RewriteCond %{REQUEST_URI} (.+)/$\n  RewriteRule ^ %1 [L,R=301]\n</IfModule>\n",
      "RewriteEngine On\r\nRewriteCond %{HTTP_HOST} ^example\\.com$ [NC,OR]\r\n"
      "RewriteCond %{HTTP_HOST} !^www\\. [NC]\r\n"
      "RewriteRule ^(.*)$ http://www.example.com/$1 [R=permanent,L,QSA]\r\n",
      "RewriteEngine On\nRewriteRule ^old/([0-9]+)/?$ \\\n  /new.php?id=$1 \\\n  [L,QSA,NC]\n"
      "# the end \\\n",
      "<FilesMatch \"\\.(txt|log)$\">\n  <IfModule mod_authz_core.c>\n    Require all denied\n"
      "  </IfModule>\n  <IfModule !mod_authz_core.c>\n    Order allow,deny\n    Deny from all\n"
      "  </IfModule>\n</FilesMatch>\n",
      "<If \"%{HTTPS} == 'off'\">\n  Redirect 301 / https://www.example.com/\n</If>\n<Else>\n"
      "  Header set X-A b\n</Else>\n",
      "<Files \"a b.txt\">\nRequire all denied\n</Files>\n<Files x>\n<If true>\nOptions "
      "None\n</If>\n"
      "</Files>\n",
      "<IfVersion >= 2.4>\nRequire all granted\n</IfVersion>\n<IfVersion < 2.4>\nOrder allow,deny\n"
      "</IfVersion>\n<IfDefine !NOTHING>\nRewriteEngine On\n</IfDefine>\n",
      "RewriteEngine On\nRewriteOptions Inherit\nRewriteRule \"^a b$\" \"/c d\" [L,B,NE]\n"
      "RewriteRule ^x\\ y$ - [F]\nRewriteRule ^(a|b)/(?:c)(?=d)$ /$1 [C]\nRewriteRule ^ - [S=2]\n"
      "RewriteRule a b [N=10,CO=a:b:.example.com:60:/,T=text/html,H=x]\n",
      "RewriteEngine On\nRewriteCond expr \"%{REQUEST_URI} =~ m#^/a# && -f '/x'\"\n"
      "RewriteRule ^ - [G]\nRewriteCond %{TIME_HOUR} >05\nRewriteCond %{TIME_HOUR} \"-lt 9\"\n"
      "RewriteCond %{ENV:X} =\"\"\nRewriteRule ^(.*)$ /$1?%{QUERY_STRING} [END,QSD]\n",
      "<IfModule rewrite_module>\nRewriteEngine Off\n</IfModule>\n<IfModule mod_nothing.c>\n"
      "NoSuchDirective 1\n<Whatever x>\n</Whatever>\n</IfModule>\n",
      "<RequireAny>\n  Require ip 10.0.0.0/8\n  <RequireAll>\n    Require all granted\n"
      "    Require not ip 10.1.0.0/16\n  </RequireAll>\n</RequireAny>\n",
      "# comment\n\n  # indented\nErrorDocument 404 \"Not \\\"here\\\"\"\nErrorDocument 403 "
      "/f.html\n"
      "DirectoryIndex index.html 'a b'\nAddType text/html .shtml\nRedirect /a /b\n"};
  return kSeeds;
}

}  // namespace htlint::test
