; The installer for one Windows user: no administrator, no download, nothing outside the user's own folders. What the desk
; holds lies elsewhere (%LOCALAPPDATA%\cn.gonglian.desk) and is touched neither by an upgrade nor by the removal.
Target amd64-unicode
ManifestDPIAware true
SetCompressor /SOLID lzma
; Both programs carry the same fonts: as far back as one of them is long, the second finds them in the first.
SetCompressorDictSize 128
RequestExecutionLevel user
; A file that cannot be written ends the installation; nobody is asked to go on without it, and a silent one does not.
AllowSkipFiles off
!include MUI2.nsh

Name "共联"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Gonglian"
InstallDirRegKey HKCU "Software\Gonglian" "Folder"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "共联"
VIAddVersionKey "FileDescription" "共联检察站点工作台"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT"
!define MUI_ICON "${ICON}"
!define REMOVAL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Gonglian"

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; A program that runs cannot be replaced, and half of a new version beside half of an old one would be neither: before anything is
; touched every file must be free. Whoever sits there is asked to close it; a silent installation ends with 3 instead.
!macro MustBeFree FILE
  IfFileExists "$INSTDIR\${FILE}" 0 +8
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    IfErrors 0 +4
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "共联正在运行。请先退出共联，再点“重试”。$\n在浏览器中使用的：点页面右上角的姓名，选“退出程序”；没有登录的，点页面底部的“退出程序”。" /SD IDCANCEL IDRETRY -3
      SetErrorLevel 3
      Quit
    FileClose $0
!macroend

!macro AllMustBeFree
  !insertmacro MustBeFree "gonglian-desk.exe"
  !insertmacro MustBeFree "gonglian.exe"
  !insertmacro MustBeFree "WebView2Loader.dll"
!macroend

; The new version lies whole on the disk before anything of the old one goes: a disk that fills up, or a stick that is pulled out,
; leaves the program that was there. Names of our own: a person may have chosen a folder with other things in it.
!define NEW "$INSTDIR\gonglian.new"
!define OLD "$INSTDIR\gonglian.old"

; What an installation that ends now, or was cut off before, has not brought to its end.
!macro PutBack FILE
  Delete "${NEW}\${FILE}"
  IfFileExists "${OLD}\${FILE}" 0 +3
    Delete "$INSTDIR\${FILE}"
    Rename "${OLD}\${FILE}" "$INSTDIR\${FILE}"
!macroend

!macro AllPutBack
  !insertmacro PutBack "gonglian-desk.exe"
  !insertmacro PutBack "gonglian.exe"
  !insertmacro PutBack "WebView2Loader.dll"
  !insertmacro PutBack "licences.html"
  !insertmacro PutBack "uninstall.exe"
  RMDir "${OLD}"
  RMDir "${NEW}"
!macroend

!macro TakesItsPlace FILE
  IfFileExists "$INSTDIR\${FILE}" 0 +2
    Rename "$INSTDIR\${FILE}" "${OLD}\${FILE}"
  Rename "${NEW}\${FILE}" "$INSTDIR\${FILE}"
!macroend

!macro ForgetOld FILE
  Delete "${OLD}\${FILE}"
!macroend

; A file that could not be written has ended the installation with 2.
Function .onInstFailed
  SetOutPath "$TEMP"
  !insertmacro AllPutBack
  ; Nothing stays where nothing was.
  RMDir "$INSTDIR"
FunctionEnd

Section
  !insertmacro AllMustBeFree
  !insertmacro AllPutBack
  SetOutPath "${NEW}"
  File "${FILES}/gonglian-desk.exe"
  File "${FILES}/gonglian.exe"
  File "${FILES}/WebView2Loader.dll"
  File "${FILES}/licences.html"
  ClearErrors
  WriteUninstaller "${NEW}\uninstall.exe"
  IfErrors 0 written
    MessageBox MB_OK|MB_ICONSTOP "共联没有装上：文件写不进去，可能是磁盘已满。原来的版本没有变。" /SD IDOK
    Abort
  written:
  ; A folder that is the current one cannot go.
  SetOutPath "$INSTDIR"
  CreateDirectory "${OLD}"
  ClearErrors
  !insertmacro TakesItsPlace "gonglian-desk.exe"
  !insertmacro TakesItsPlace "gonglian.exe"
  !insertmacro TakesItsPlace "WebView2Loader.dll"
  !insertmacro TakesItsPlace "licences.html"
  !insertmacro TakesItsPlace "uninstall.exe"
  IfErrors 0 inPlace
    !insertmacro AllPutBack
    SetErrorLevel 4
    MessageBox MB_OK|MB_ICONSTOP "共联没有装上：有文件正被别的程序（例如杀毒软件）占用。原来的版本没有变。请稍后再装。" /SD IDOK
    Abort
  inPlace:
  !insertmacro ForgetOld "gonglian-desk.exe"
  !insertmacro ForgetOld "gonglian.exe"
  !insertmacro ForgetOld "WebView2Loader.dll"
  !insertmacro ForgetOld "licences.html"
  !insertmacro ForgetOld "uninstall.exe"
  RMDir "${OLD}"
  RMDir "${NEW}"
  CreateShortcut "$SMPROGRAMS\共联.lnk" "$INSTDIR\gonglian-desk.exe"
  CreateShortcut "$SMPROGRAMS\共联（浏览器）.lnk" "$INSTDIR\gonglian-desk.exe" "--browser"
  CreateShortcut "$DESKTOP\共联.lnk" "$INSTDIR\gonglian-desk.exe"
  WriteRegStr HKCU "Software\Gonglian" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${REMOVAL}" "DisplayName" "共联"
  WriteRegStr HKCU "${REMOVAL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${REMOVAL}" "DisplayIcon" "$INSTDIR\gonglian-desk.exe"
  WriteRegStr HKCU "${REMOVAL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${REMOVAL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${REMOVAL}" "NoModify" 1
  WriteRegDWORD HKCU "${REMOVAL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  !insertmacro AllMustBeFree
  !insertmacro AllPutBack
  Delete "$INSTDIR\gonglian-desk.exe"
  Delete "$INSTDIR\gonglian.exe"
  Delete "$INSTDIR\WebView2Loader.dll"
  Delete "$INSTDIR\licences.html"
  Delete "$INSTDIR\uninstall.exe"
  ; Only when it is empty: what a person put there is not ours to delete.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\共联.lnk"
  Delete "$SMPROGRAMS\共联（浏览器）.lnk"
  Delete "$DESKTOP\共联.lnk"
  DeleteRegKey HKCU "${REMOVAL}"
  DeleteRegKey HKCU "Software\Gonglian"
SectionEnd
