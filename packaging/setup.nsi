; The installer: for one person, without an administrator. VERSION, SOURCE (a folder with what is installed) and
; OUTPUT come from packaging/build.
Unicode true
; As the program itself; nothing of 32 bits is needed to run it.
Target amd64-unicode
SetCompressor /SOLID lzma
!include MUI2.nsh

Name "congso ${VERSION}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\congso"
InstallDirRegKey HKCU "Software\congso" "InstallDir"
ManifestLongPathAware true
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1066 "ProductName" "congso"
VIAddVersionKey /LANG=1066 "FileDescription" "Bộ cài congso"
VIAddVersionKey /LANG=1066 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "LegalCopyright" "MIT OR Apache-2.0"

!define MUI_ICON "congso.ico"
!define MUI_UNICON "congso.ico"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "Cài đặt congso ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "congso lập báo cáo định kỳ và thư xin lỗi từ các bảng tính của cơ quan.$\r$\n$\r$\nChương trình được cài cho riêng tài khoản đang dùng, không cần quyền quản trị, và không gửi gì ra khỏi máy.$\r$\n$\r$\nNếu congso đang mở, hãy đóng lại rồi bấm Tiếp theo."
!define MUI_FINISHPAGE_RUN "$INSTDIR\congso.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Mở congso"
!define MUI_FINISHPAGE_SHOWREADME "$INSTDIR\HUONG-DAN.html"
!define MUI_FINISHPAGE_SHOWREADME_TEXT "Xem hướng dẫn sử dụng"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\congso"

Section
  SetOutPath "$INSTDIR"
  ; A program that runs cannot be written over: said by name, in place of the installer's own words.
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\congso.exe"
    Delete "$INSTDIR\congso.exe"
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "congso đang mở nên chưa thay được tệp congso.exe. Hãy đóng congso rồi chạy lại bộ cài." /SD IDOK
      SetErrorLevel 2
      Abort
    ${EndIf}
  ${EndIf}
  File /r "${SOURCE}\*.*"
  WriteUninstaller "$INSTDIR\go-cai-dat.exe"
  WriteRegStr HKCU "Software\congso" "InstallDir" "$INSTDIR"

  ; Its window is only the program's own; the page that it opens is what is looked at.
  CreateDirectory "$SMPROGRAMS\congso"
  CreateShortCut "$SMPROGRAMS\congso\congso.lnk" "$INSTDIR\congso.exe" "" "$INSTDIR\congso.exe" 0 SW_SHOWMINIMIZED "" "Báo cáo định kỳ và thư xin lỗi"
  CreateShortCut "$SMPROGRAMS\congso\Hướng dẫn congso.lnk" "$INSTDIR\HUONG-DAN.html"
  CreateShortCut "$SMPROGRAMS\congso\Gỡ congso.lnk" "$INSTDIR\go-cai-dat.exe"

  WriteRegStr HKCU "Software\Classes\Directory\shell\congso" "" "Mở bằng congso"
  WriteRegStr HKCU "Software\Classes\Directory\shell\congso" "Icon" "$INSTDIR\congso.exe"
  WriteRegStr HKCU "Software\Classes\Directory\shell\congso\command" "" '"$INSTDIR\congso.exe" "%V"'
  WriteRegStr HKCU "Software\Classes\Directory\Background\shell\congso" "" "Mở bằng congso"
  WriteRegStr HKCU "Software\Classes\Directory\Background\shell\congso" "Icon" "$INSTDIR\congso.exe"
  WriteRegStr HKCU "Software\Classes\Directory\Background\shell\congso\command" "" '"$INSTDIR\congso.exe" "%V"'
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\congso.exe" "" "$INSTDIR\congso.exe"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "congso"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\congso.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "congso"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\go-cai-dat.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\go-cai-dat.exe" /S'
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; Its own files by name: whatever else lies there, an office's folder too, is left alone.
Section Uninstall
  Delete "$INSTDIR\congso.exe"
  Delete "$INSTDIR\HUONG-DAN.html"
  Delete "$INSTDIR\LICENSE-MIT.txt"
  Delete "$INSTDIR\LICENSE-APACHE.txt"
  Delete "$INSTDIR\GIAY-PHEP.txt"
  Delete "$INSTDIR\go-cai-dat.exe"
  RMDir "$INSTDIR"
  ; Which office the desk had open last.
  Delete "$APPDATA\congso\co-quan-gan-nhat.txt"
  RMDir "$APPDATA\congso"
  Delete "$SMPROGRAMS\congso\congso.lnk"
  Delete "$SMPROGRAMS\congso\Hướng dẫn congso.lnk"
  Delete "$SMPROGRAMS\congso\Gỡ congso.lnk"
  RMDir "$SMPROGRAMS\congso"
  DeleteRegKey HKCU "Software\Classes\Directory\shell\congso"
  DeleteRegKey HKCU "Software\Classes\Directory\Background\shell\congso"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\congso.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\congso"
SectionEnd
